// The error summary takes the focus when the page opens; its links lead to the label of the field, not below it.
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";

export function problems() {
  const summary = document.getElementById("problems");
  if (summary) new ErrorSummary(summary);
}
