// Whoever presses a button twice sends a form once.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";

export function buttons() {
  for (const button of document.querySelectorAll("form[method=post] .govuk-button")) new Button(button, { preventDoubleClick: true });
}
