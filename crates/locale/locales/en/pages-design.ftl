# The frame and the parts of pages.
page-show-it = Show
page-hide-it = Hide
page-password-show = Show the password
page-password-hide = Hide the password
page-password-shown = The password can be seen
page-password-hidden = The password is hidden
page-pagination = Pages
page-public = Pages for everybody
