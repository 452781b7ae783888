// A button that prints, also where there is no Ctrl+P: on a telephone. A receipt just made opens to print by one key.
export function printing() {
  const button = document.querySelector("[data-print]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  document.querySelectorAll("[data-print-hint]").forEach((hint) => { hint.hidden = true; });
  if (button.dataset.print === "at-once") button.focus();
}
