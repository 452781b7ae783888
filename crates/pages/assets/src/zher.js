// One script for every page: what a page can do better with it. Everything works without.
import { buttons } from "./buttons.js";
import { inbox } from "./live/inbox.js";
import { presence } from "./live/presence.js";
import { reception } from "./live/reception.js";
import { passwords } from "./passwords.js";
import { printing } from "./print.js";
import { problems } from "./problems.js";

// The words the script says stand on its own element, in the language of the page.
const words = document.currentScript.dataset;

// govuk-frontend's components ask whether the page is ready for them.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const improve of [problems, buttons, passwords, printing, reception, inbox, presence]) improve(words);
