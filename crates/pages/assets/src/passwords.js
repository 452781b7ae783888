// A password can be looked at while it is typed.
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";

export function passwords(words) {
  for (const group of document.querySelectorAll(".govuk-password-input")) {
    const input = group.querySelector(".govuk-js-password-input-input");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle";
    button.textContent = words.show;
    button.setAttribute("aria-controls", input.id);
    button.setAttribute("aria-label", words.showPassword);
    input.after(button);
    const i18n = { showPassword: words.show, hidePassword: words.hide, showPasswordAriaLabel: words.showPassword, hidePasswordAriaLabel: words.hidePassword, passwordShownAnnouncement: words.passwordShown, passwordHiddenAnnouncement: words.passwordHidden };
    new PasswordInput(group, { i18n });
  }
}
