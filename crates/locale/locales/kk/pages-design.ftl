# Беттің жақтауы және бөліктері.
page-show-it = Көрсету
page-hide-it = Жасыру
page-password-show = Құпиясөзді көрсету
page-password-hide = Құпиясөзді жасыру
page-password-shown = Құпиясөз көрініп тұр
page-password-hidden = Құпиясөз жасырылды
page-pagination = Беттер
page-public = Барлығына арналған беттер
