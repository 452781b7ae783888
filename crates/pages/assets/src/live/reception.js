// The reception: the form follows what is typed without a reload, Enter goes on to what is asked next, scans are dragged
// onto a paper or photographed. Without this script the buttons of the form do the same.
export function reception() {
  const form = document.querySelector("form[data-live]");
  if (!form) return;
  const words = form.dataset;
  let waiting, running;
  // Grows with every answer and every file: what was asked of the server before the last of them is out of date.
  let typed = 0;
  let turn = Promise.resolve();
  let sending = Promise.resolve();
  // Fields of files that were refused, by paper; only the answer to a file knows of them.
  const refused = new Map();
  const ENTERED = "input:not([type=file]), select";

  const byId = (id) => document.getElementById(id);
  const say = (text) => {
    const verdict = byId("verdict");
    if (verdict && text && verdict.textContent !== text) verdict.textContent = text;
  };

  // What a part asks, whatever is answered in it: only where that changed is it replaced.
  const shape = (part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("[data-added]").forEach((added) => added.remove());
    copy.querySelectorAll("[role=status]").forEach((status) => status.replaceChildren());
    for (const field of copy.querySelectorAll("input, option, textarea, details, button")) {
      ["checked", "selected", "open", "autofocus", "hidden"].forEach((name) => field.removeAttribute(name));
      if (!["checkbox", "radio"].includes(field.type) && field.tagName === "INPUT") field.removeAttribute("value");
      if (field.tagName === "TEXTAREA") field.textContent = "";
    }
    return copy.innerHTML.replace(/\s+/g, " ");
  };

  // Takes over what the server filled in, but never into the field in which somebody is typing.
  const answers = (from, to) => {
    for (const field of from.querySelectorAll("[name]")) {
      if (field.type === "file" || field.tagName === "BUTTON") continue;
      const many = ["checkbox", "radio"].includes(field.type);
      const own = [...to.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)].find((one) => !many || one.value === field.value);
      if (!own || own === document.activeElement) continue;
      if (many) own.checked = field.checked;
      else if (own.value !== field.value) own.value = field.value;
    }
  };

  const replace = (old, part) => {
    const opened = [...old.querySelectorAll("details")].map((details) => details.open && details.querySelector("summary")?.id);
    old.replaceWith(part);
    for (const id of opened) if (id) byId(id)?.parentElement.setAttribute("open", "");
  };

  // The field in which files of a paper are chosen.
  const files = (within, paper) => within.querySelector(`[data-paper="${CSS.escape(paper)}"] .scan .govuk-form-group`);

  const apply = (next) => {
    for (const [paper, field] of refused) files(next, paper)?.replaceWith(field.cloneNode(true));
    const { id, selectionStart: start, selectionEnd: end } = document.activeElement ?? {};
    for (const part of next.querySelectorAll("[data-part]")) {
      const old = byId(part.id);
      if (!old) continue;
      if (shape(old) === shape(part)) answers(part, old);
      else replace(old, part);
    }
    dress();
    const focused = id && byId(id);
    if (focused && focused !== document.activeElement) {
      focused.focus({ preventScroll: true });
      if (start !== null && start !== undefined && focused.type !== "checkbox") {
        try { focused.setSelectionRange(start, end); } catch { /* a kind of field that has no caret */ }
      }
    }
    say(next.querySelector("#known p")?.textContent ?? next.querySelector(".count")?.textContent);
  };

  const pairs = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");

  const refresh = async (wish) => {
    clearTimeout(waiting);
    running?.abort();
    running = new AbortController();
    const asked = typed;
    const body = new URLSearchParams(pairs());
    if (wish) body.set("do", wish);
    try {
      const answer = await fetch(words.live, { method: "POST", body, signal: running.signal });
      if (!answer.ok) return;
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      // What was typed meanwhile is newer than this answer.
      if (typed !== asked) later();
      else apply(next);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(), 150);
  };

  // What is asked in the order of the page; papers only while they are missing.
  const asks = () => [...form.querySelectorAll("input, select, textarea, #accept")].filter((field) => {
    const paper = field.closest("[data-paper]");
    return !["hidden", "file"].includes(field.type) && field.checkVisibility()
      && (!paper || (paper.classList.contains("missing") && field.type === "checkbox" && !field.checked));
  });
  const after = (field) => asks().find((one) => field.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const goOn = (field) => (after(field) ?? byId("accept"))?.focus();

  const fill = async () => {
    await refresh("fill");
    const from = byId("field-applicant-identifier");
    const open = asks().find((one) => one.type !== "checkbox" && one.value === "" && from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    (open ?? byId("accept"))?.focus();
  };

  // Enter goes on to what is asked next; in a paper it ticks the usual way first, beside an offer it fills in.
  const enter = async (field) => {
    const { id } = field;
    if (field.closest(".questions")) {
      // What is typed on before the next question is there must not change this one.
      field.blur();
      await refresh();
    } else if (field.closest("[data-paper]")) {
      if (!field.checked) field.click();
      await refresh();
    } else if (byId("fill") && (id === "field-applicant-identifier" || (id === "field-applicant-name" && !field.value))) {
      return fill();
    }
    goOn(byId(id) ?? field);
  };

  const status = (paper, text) => {
    const place = form.querySelector(`[data-paper="${CSS.escape(paper)}"] [role=status]`);
    if (place) place.textContent = text;
    say(text);
  };

  const upload = (paper, chosen) => new Promise((done) => {
    const body = new FormData();
    for (const [name, value] of pairs()) body.append(name, value);
    for (const file of chosen) body.append(`scan:${paper}`, file);
    typed += 1;
    const asked = typed;
    const call = new XMLHttpRequest();
    call.upload.addEventListener("progress", ({ loaded, total }) => status(paper, `${words.sending}: ${Math.floor((100 * loaded) / total)} %`));
    call.addEventListener("load", () => {
      if (call.status !== 200) return status(paper, words.unsent);
      const next = new DOMParser().parseFromString(call.responseText, "text/html");
      const field = files(next, paper);
      const wrong = field?.querySelector(".govuk-error-message");
      if (wrong) refused.set(paper, field);
      else refused.delete(paper);
      // What has come is not sent once more with the form.
      form.querySelectorAll(`[data-paper="${CSS.escape(paper)}"] input[type=file]`).forEach((input) => { input.value = ""; });
      if (typed === asked) apply(next);
      else later();
      typed += 1;
      status(paper, wrong ? wrong.textContent : words.sent);
    });
    call.addEventListener("error", () => status(paper, words.unsent));
    call.addEventListener("loadend", done);
    call.open("POST", words.live);
    call.send(body);
  });
  // One after the other: each answer shows the files before it.
  const send = (row, list) => {
    const chosen = [...list];
    sending = sending.then(() => upload(row.dataset.paper, chosen));
  };

  // What only the script can do beside a paper: a camera, and dragging.
  const dress = () => {
    for (const block of form.querySelectorAll("[data-paper] .scan")) {
      const button = block.querySelector("button[value=attach]");
      if (button) button.hidden = true;
      if (block.querySelector("[data-added]")) continue;
      const added = document.createElement(navigator.maxTouchPoints > 0 ? "label" : "p");
      added.dataset.added = "";
      if (added.tagName === "LABEL") {
        added.className = "govuk-button govuk-button--secondary camera";
        added.textContent = words.camera;
        const camera = document.createElement("input");
        Object.assign(camera, { type: "file", accept: "image/jpeg,image/png", className: "govuk-visually-hidden" });
        camera.setAttribute("capture", "environment");
        added.append(camera);
      } else {
        added.className = "hint";
        added.textContent = words.drop;
      }
      button?.after(added);
    }
  };
  dress();

  form.addEventListener("input", ({ target }) => {
    typed += 1;
    if (target.id === "field-applicant-identifier" && target.value.trim().length === 12) later();
  });
  form.addEventListener("change", ({ target }) => {
    if (target.type === "file") send(target.closest("[data-paper]"), target.files);
    else if (target.closest(".questions")) refresh();
    else later();
  });
  form.addEventListener("keydown", (event) => {
    const plain = event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
    if (!plain || !event.target.matches(ENTERED)) return;
    event.preventDefault();
    // One after the other: a second press means the field to which the first one led.
    turn = turn.then(() => {
      const field = document.activeElement;
      return field && form.contains(field) && field.matches(ENTERED) ? enter(field) : undefined;
    });
  });
  form.addEventListener("submit", (event) => {
    const wish = event.submitter?.value ?? "";
    if (wish === "fill") fill();
    else if (wish.startsWith("away:") || event.submitter?.closest(".questions")) refresh(wish);
    else {
      // The page goes: nothing that is still on its way may bring the draft back.
      clearTimeout(waiting);
      running?.abort();
      return;
    }
    event.preventDefault();
  });
  const over = (event) => (event.dataTransfer?.types.includes("Files") ? event.target.closest?.("[data-paper]") : null);
  form.addEventListener("dragover", (event) => {
    const row = over(event);
    if (!row) return;
    event.preventDefault();
    row.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => over(event)?.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    const row = over(event);
    if (!row) return;
    event.preventDefault();
    row.classList.remove("over");
    send(row, event.dataTransfer.files);
  });
}
