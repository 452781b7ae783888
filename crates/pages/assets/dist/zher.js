(() => {
  // node_modules/govuk-frontend/dist/govuk/common/index.mjs
  function setFocus($element, options = {}) {
    var _options$onBeforeFocu;
    const isFocusable = $element.getAttribute("tabindex");
    if (!isFocusable) {
      $element.setAttribute("tabindex", "-1");
    }
    function onFocus() {
      $element.addEventListener("blur", onBlur, {
        once: true
      });
    }
    function onBlur() {
      var _options$onBlur;
      (_options$onBlur = options.onBlur) == null || _options$onBlur.call($element);
      if (!isFocusable) {
        $element.removeAttribute("tabindex");
      }
    }
    $element.addEventListener("focus", onFocus, {
      once: true
    });
    (_options$onBeforeFocu = options.onBeforeFocus) == null || _options$onBeforeFocu.call($element);
    $element.focus();
  }
  function isInitialised($root, moduleName) {
    return $root instanceof HTMLElement && $root.hasAttribute(`data-${moduleName}-init`);
  }
  function isSupported($scope = document.body) {
    if (!$scope) {
      return false;
    }
    return $scope.classList.contains("govuk-frontend-supported");
  }
  function isArray(option) {
    return Array.isArray(option);
  }
  function isObject(option) {
    return !!option && typeof option === "object" && !isArray(option);
  }
  function isScope($scope) {
    return !!$scope && ($scope instanceof Element || $scope instanceof Document);
  }
  function formatErrorMessage(Component2, message) {
    return `${Component2.moduleName}: ${message}`;
  }

  // node_modules/govuk-frontend/dist/govuk/errors/index.mjs
  var GOVUKFrontendError = class extends Error {
    constructor(...args) {
      super(...args);
      this.name = "GOVUKFrontendError";
    }
  };
  var SupportError = class extends GOVUKFrontendError {
    /**
     * Checks if GOV.UK Frontend is supported on this page
     *
     * @param {Element | Document | null | string} [scopeOrMessage] - HTML element `<body>` checked for browser support or support error message
     */
    constructor(scopeOrMessage = document.body) {
      let supportMessage = "noModule" in HTMLScriptElement.prototype ? 'GOV.UK Frontend initialised without `<body class="govuk-frontend-supported">` from template `<script>` snippet' : "GOV.UK Frontend is not supported in this browser";
      if (!isScope(scopeOrMessage)) {
        supportMessage = 'GOV.UK Frontend initialised without `<script type="module">`';
      }
      super(typeof scopeOrMessage === "string" ? scopeOrMessage : supportMessage);
      this.name = "SupportError";
    }
  };
  var ConfigError = class extends GOVUKFrontendError {
    constructor(...args) {
      super(...args);
      this.name = "ConfigError";
    }
  };
  var ElementError = class extends GOVUKFrontendError {
    constructor(messageOrOptions) {
      let message = typeof messageOrOptions === "string" ? messageOrOptions : "";
      if (isObject(messageOrOptions)) {
        const {
          component,
          identifier,
          element,
          expectedType
        } = messageOrOptions;
        message = identifier;
        message += element ? ` is not of type ${expectedType != null ? expectedType : "HTMLElement"}` : " not found";
        if (component) {
          message = formatErrorMessage(component, message);
        }
      }
      super(message);
      this.name = "ElementError";
    }
  };
  var InitError = class extends GOVUKFrontendError {
    constructor(componentOrMessage) {
      const message = typeof componentOrMessage === "string" ? componentOrMessage : formatErrorMessage(componentOrMessage, `Root element (\`$root\`) already initialised`);
      super(message);
      this.name = "InitError";
    }
  };

  // node_modules/govuk-frontend/dist/govuk/component.mjs
  var _self = typeof globalThis !== "undefined" ? globalThis : self;
  var Component = class {
    /**
     * Returns the root element of the component
     *
     * @protected
     * @returns {RootElementType} - the root element of component
     */
    get $root() {
      return this._$root;
    }
    constructor($root) {
      this._$root = void 0;
      const childConstructor = this.constructor;
      if (typeof childConstructor.moduleName !== "string") {
        throw new InitError(`\`moduleName\` not defined in component`);
      }
      if (!($root instanceof childConstructor.elementType)) {
        throw new ElementError({
          element: $root,
          component: childConstructor,
          identifier: "Root element (`$root`)",
          expectedType: childConstructor.elementType.name
        });
      } else {
        this._$root = $root;
      }
      childConstructor.checkSupport();
      this.checkInitialised();
      const moduleName = childConstructor.moduleName;
      this.$root.setAttribute(`data-${moduleName}-init`, "");
    }
    checkInitialised() {
      const constructor = this.constructor;
      const moduleName = constructor.moduleName;
      if (moduleName && isInitialised(this.$root, moduleName)) {
        throw new InitError(constructor);
      }
    }
    static checkSupport() {
      if (!isSupported()) {
        throw new SupportError();
      }
    }
  };
  Component.elementType = _self.HTMLElement;

  // node_modules/govuk-frontend/dist/govuk/common/configuration.mjs
  var configOverride = /* @__PURE__ */ Symbol.for("configOverride");
  var ConfigurableComponent = class extends Component {
    [configOverride](param) {
      return {};
    }
    /**
     * Returns the root element of the component
     *
     * @protected
     * @returns {ConfigurationType} - the root element of component
     */
    get config() {
      return this._config;
    }
    constructor($root, config) {
      super($root);
      this._config = void 0;
      const childConstructor = this.constructor;
      if (!isObject(childConstructor.defaults)) {
        throw new ConfigError(formatErrorMessage(childConstructor, "Config passed as parameter into constructor but no defaults defined"));
      }
      const datasetConfig = normaliseDataset(childConstructor, this._$root.dataset);
      this._config = mergeConfigs(childConstructor.defaults, config != null ? config : {});
      this._config = mergeConfigs(this._config, this[configOverride](datasetConfig), datasetConfig);
    }
  };
  function normaliseString(value, property) {
    if (property != null && property.type && !["string", "number", "boolean"].includes(property.type)) {
      return;
    }
    const trimmedValue = value ? value.trim() : "";
    let output;
    let outputType = property == null ? void 0 : property.type;
    if (!outputType) {
      if (["true", "false"].includes(trimmedValue)) {
        outputType = "boolean";
      }
      if (trimmedValue.length > 0 && isFinite(Number(trimmedValue))) {
        outputType = "number";
      }
    }
    switch (outputType) {
      case "boolean":
        output = trimmedValue === "true";
        break;
      case "number":
        output = Number(trimmedValue);
        break;
      default:
        output = value;
    }
    return output;
  }
  function normaliseDataset(Component2, dataset) {
    if (!isObject(Component2.schema)) {
      throw new ConfigError(formatErrorMessage(Component2, "Config passed as parameter into constructor but no schema defined"));
    }
    const out = {};
    const entries = Object.entries(Component2.schema.properties);
    for (const entry of entries) {
      const [namespace, property] = entry;
      const field = namespace.toString();
      if (field in dataset) {
        out[field] = normaliseString(dataset[field], property);
      }
      if ((property == null ? void 0 : property.type) === "object") {
        out[field] = extractConfigByNamespace(Component2.schema, dataset, namespace);
      }
    }
    return out;
  }
  function mergeConfigs(...configObjects) {
    const formattedConfigObject = {};
    for (const configObject of configObjects) {
      for (const key of Object.keys(configObject)) {
        const option = formattedConfigObject[key];
        const override = configObject[key];
        if (isObject(option) && isObject(override)) {
          formattedConfigObject[key] = mergeConfigs(option, override);
        } else {
          formattedConfigObject[key] = override;
        }
      }
    }
    return formattedConfigObject;
  }
  function extractConfigByNamespace(schema, dataset, namespace) {
    const property = schema.properties[namespace];
    if ((property == null ? void 0 : property.type) !== "object") {
      return;
    }
    const newObject = {
      [namespace]: {}
    };
    for (const [key, value] of Object.entries(dataset)) {
      let current = newObject;
      const keyParts = key.split(".");
      for (const [index, name] of keyParts.entries()) {
        if (isObject(current)) {
          if (index < keyParts.length - 1) {
            if (!isObject(current[name])) {
              current[name] = {};
            }
            current = current[name];
          } else if (key !== namespace) {
            current[name] = normaliseString(value);
          }
        }
      }
    }
    return newObject[namespace];
  }

  // node_modules/govuk-frontend/dist/govuk/components/button/button.mjs
  var DEBOUNCE_TIMEOUT_IN_SECONDS = 1;
  var Button = class extends ConfigurableComponent {
    /**
     * @param {Element | null} $root - HTML element to use for button
     * @param {ButtonConfig} [config] - Button config
     */
    constructor($root, config = {}) {
      super($root, config);
      this.debounceFormSubmitTimer = null;
      this.$root.addEventListener("keydown", (event) => this.handleKeyDown(event));
      this.$root.addEventListener("click", (event) => this.debounce(event));
    }
    handleKeyDown(event) {
      const $target = event.target;
      if (event.key !== " ") {
        return;
      }
      if ($target instanceof HTMLElement && $target.getAttribute("role") === "button") {
        event.preventDefault();
        $target.click();
      }
    }
    debounce(event) {
      if (!this.config.preventDoubleClick) {
        return;
      }
      if (this.debounceFormSubmitTimer) {
        event.preventDefault();
        return false;
      }
      this.debounceFormSubmitTimer = window.setTimeout(() => {
        this.debounceFormSubmitTimer = null;
      }, DEBOUNCE_TIMEOUT_IN_SECONDS * 1e3);
    }
  };
  Button.moduleName = "govuk-button";
  Button.defaults = Object.freeze({
    preventDoubleClick: false
  });
  Button.schema = Object.freeze({
    properties: {
      preventDoubleClick: {
        type: "boolean"
      }
    }
  });

  // src/buttons.js
  function buttons() {
    for (const button of document.querySelectorAll("form[method=post] .govuk-button")) new Button(button, { preventDoubleClick: true });
  }

  // src/live/inbox.js
  function inbox() {
    const boxes = () => [...document.querySelectorAll("#list input[name=case]")];
    document.getElementById("tick-all")?.addEventListener("click", (event) => {
      event.preventDefault();
      const every = boxes().every((box) => box.checked);
      for (const box of boxes()) box.checked = !every;
    });
    const told = document.getElementById("told");
    if (!told) return;
    const list = () => document.getElementById("list");
    const busy = () => document.hidden || boxes().some((box) => box.checked) || list().contains(document.activeElement);
    const numbers = (part) => new Set([...part.querySelectorAll("tbody a")].map((link) => link.getAttribute("href")));
    let version, asking;
    const refresh = async () => {
      if (asking || busy()) return;
      asking = true;
      try {
        const answer = await fetch(told.dataset.liveInbox, { headers: version ? { "If-None-Match": version } : {}, cache: "no-store" });
        if (answer.status !== 200 || answer.redirected) return;
        const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("list");
        if (!next || busy()) return;
        version = answer.headers.get("ETag");
        if (next.outerHTML === list().outerHTML) return;
        const [before, after] = [numbers(list()), numbers(next)];
        const came = [...after].filter((one) => !before.has(one)).length;
        const gone = [...before].filter((one) => !after.has(one)).length;
        list().replaceWith(next);
        const words2 = [[came, told.dataset.came], [gone, told.dataset.gone]].filter(([count]) => count > 0);
        told.textContent = words2.map(([count, text]) => text.replace("%", count)).join(" ") || told.dataset.changed;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      } finally {
        asking = false;
      }
    };
    setInterval(refresh, 2e4);
    window.addEventListener("focus", refresh);
    document.addEventListener("visibilitychange", refresh);
  }

  // src/live/presence.js
  function presence() {
    const place = document.querySelector("[data-presence]");
    if (!place) return;
    const MINUTE = 6e4;
    let last = Date.now();
    let leaves = true;
    const form = (what) => new URLSearchParams({
      csrf: place.dataset.csrf,
      do: what,
      seen: document.getElementById("present")?.dataset.seen ?? ""
    });
    const beat = async () => {
      if (document.hidden || Date.now() - last < MINUTE) return;
      last = Date.now();
      const answer = await fetch(place.dataset.presence, { method: "POST", body: form("stay") }).catch(() => null);
      if (!answer?.ok || answer.redirected) return;
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("present");
      const old = document.getElementById("present");
      if (!next || !old) return;
      if (next.textContent.trim() === old.textContent.trim()) old.dataset.seen = next.dataset.seen;
      else old.replaceWith(next);
    };
    setInterval(beat, MINUTE / 6);
    document.addEventListener("visibilitychange", beat);
    document.addEventListener("submit", () => {
      leaves = false;
    });
    addEventListener("pagehide", () => {
      if (leaves) navigator.sendBeacon(place.dataset.presence, form("leave"));
    });
    addEventListener("pageshow", (event) => {
      leaves = true;
      if (event.persisted) {
        last = 0;
        beat();
      }
    });
  }

  // src/live/reception.js
  function reception() {
    const form = document.querySelector("form[data-live]");
    if (!form) return;
    const words2 = form.dataset;
    let waiting, running;
    let typed = 0;
    let turn = Promise.resolve();
    let sending = Promise.resolve();
    const refused = /* @__PURE__ */ new Map();
    const ENTERED = "input:not([type=file]), select";
    const byId = (id) => document.getElementById(id);
    const say = (text) => {
      const verdict = byId("verdict");
      if (verdict && text && verdict.textContent !== text) verdict.textContent = text;
    };
    const shape = (part) => {
      const copy = part.cloneNode(true);
      copy.querySelectorAll("[data-added]").forEach((added) => added.remove());
      copy.querySelectorAll("[role=status]").forEach((status2) => status2.replaceChildren());
      for (const field of copy.querySelectorAll("input, option, textarea, details, button")) {
        ["checked", "selected", "open", "autofocus", "hidden"].forEach((name) => field.removeAttribute(name));
        if (!["checkbox", "radio"].includes(field.type) && field.tagName === "INPUT") field.removeAttribute("value");
        if (field.tagName === "TEXTAREA") field.textContent = "";
      }
      return copy.innerHTML.replace(/\s+/g, " ");
    };
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
        if (start !== null && start !== void 0 && focused.type !== "checkbox") {
          try {
            focused.setSelectionRange(start, end);
          } catch {
          }
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
        const answer = await fetch(words2.live, { method: "POST", body, signal: running.signal });
        if (!answer.ok) return;
        const next = new DOMParser().parseFromString(await answer.text(), "text/html");
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
    const asks = () => [...form.querySelectorAll("input, select, textarea, #accept")].filter((field) => {
      const paper = field.closest("[data-paper]");
      return !["hidden", "file"].includes(field.type) && field.checkVisibility() && (!paper || paper.classList.contains("missing") && field.type === "checkbox" && !field.checked);
    });
    const after = (field) => asks().find((one) => field.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    const goOn = (field) => (after(field) ?? byId("accept"))?.focus();
    const fill = async () => {
      await refresh("fill");
      const from = byId("field-applicant-identifier");
      const open = asks().find((one) => one.type !== "checkbox" && one.value === "" && from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
      (open ?? byId("accept"))?.focus();
    };
    const enter = async (field) => {
      const { id } = field;
      if (field.closest(".questions")) {
        field.blur();
        await refresh();
      } else if (field.closest("[data-paper]")) {
        if (!field.checked) field.click();
        await refresh();
      } else if (byId("fill") && (id === "field-applicant-identifier" || id === "field-applicant-name" && !field.value)) {
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
      call.upload.addEventListener("progress", ({ loaded, total }) => status(paper, `${words2.sending}: ${Math.floor(100 * loaded / total)} %`));
      call.addEventListener("load", () => {
        if (call.status !== 200) return status(paper, words2.unsent);
        const next = new DOMParser().parseFromString(call.responseText, "text/html");
        const field = files(next, paper);
        const wrong = field?.querySelector(".govuk-error-message");
        if (wrong) refused.set(paper, field);
        else refused.delete(paper);
        form.querySelectorAll(`[data-paper="${CSS.escape(paper)}"] input[type=file]`).forEach((input) => {
          input.value = "";
        });
        if (typed === asked) apply(next);
        else later();
        typed += 1;
        status(paper, wrong ? wrong.textContent : words2.sent);
      });
      call.addEventListener("error", () => status(paper, words2.unsent));
      call.addEventListener("loadend", done);
      call.open("POST", words2.live);
      call.send(body);
    });
    const send = (row, list) => {
      const chosen = [...list];
      sending = sending.then(() => upload(row.dataset.paper, chosen));
    };
    const dress = () => {
      for (const block of form.querySelectorAll("[data-paper] .scan")) {
        const button = block.querySelector("button[value=attach]");
        if (button) button.hidden = true;
        if (block.querySelector("[data-added]")) continue;
        const added = document.createElement(navigator.maxTouchPoints > 0 ? "label" : "p");
        added.dataset.added = "";
        if (added.tagName === "LABEL") {
          added.className = "govuk-button govuk-button--secondary camera";
          added.textContent = words2.camera;
          const camera = document.createElement("input");
          Object.assign(camera, { type: "file", accept: "image/jpeg,image/png", className: "govuk-visually-hidden" });
          camera.setAttribute("capture", "environment");
          added.append(camera);
        } else {
          added.className = "hint";
          added.textContent = words2.drop;
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
      turn = turn.then(() => {
        const field = document.activeElement;
        return field && form.contains(field) && field.matches(ENTERED) ? enter(field) : void 0;
      });
    });
    form.addEventListener("submit", (event) => {
      const wish = event.submitter?.value ?? "";
      if (wish === "fill") fill();
      else if (wish.startsWith("away:") || event.submitter?.closest(".questions")) refresh(wish);
      else {
        clearTimeout(waiting);
        running?.abort();
        return;
      }
      event.preventDefault();
    });
    const over = (event) => event.dataTransfer?.types.includes("Files") ? event.target.closest?.("[data-paper]") : null;
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

  // node_modules/govuk-frontend/dist/govuk/common/closest-attribute-value.mjs
  function closestAttributeValue($element, attributeName) {
    const $closestElementWithAttribute = $element.closest(`[${attributeName}]`);
    return $closestElementWithAttribute ? $closestElementWithAttribute.getAttribute(attributeName) : null;
  }

  // node_modules/govuk-frontend/dist/govuk/common/create-element.mjs
  function createElement(tagName, attributes = {}, children = []) {
    const $element = document.createElement(tagName);
    Object.entries(attributes).forEach(([name, value]) => {
      $element.setAttribute(name, value);
    });
    for (const child of children) {
      $element.append(child);
    }
    return $element;
  }

  // node_modules/govuk-frontend/dist/govuk/i18n.mjs
  var I18n = class {
    constructor(translations = {}, config = {}) {
      var _config$locale;
      this.translations = void 0;
      this.locale = void 0;
      this.translations = translations;
      this.locale = (_config$locale = config.locale) != null ? _config$locale : document.documentElement.lang || "en";
    }
    t(lookupKey, options) {
      if (!lookupKey) {
        throw new Error("i18n: lookup key missing");
      }
      let translation = this.translations[lookupKey];
      if (typeof (options == null ? void 0 : options.count) === "number" && isObject(translation)) {
        const translationPluralForm = translation[this.getPluralSuffix(lookupKey, options.count)];
        if (translationPluralForm) {
          translation = translationPluralForm;
        }
      }
      if (typeof translation === "string") {
        if (translation.match(/%{(.\S+)}/)) {
          if (!options) {
            throw new Error("i18n: cannot replace placeholders in string if no option data provided");
          }
          return this.replacePlaceholders(translation, options);
        }
        return translation;
      }
      return lookupKey;
    }
    replacePlaceholders(translationString, options) {
      const formatter = Intl.NumberFormat.supportedLocalesOf(this.locale).length ? new Intl.NumberFormat(this.locale) : void 0;
      return translationString.replace(/%{(.\S+)}/g, function(placeholderWithBraces, placeholderKey) {
        if (Object.prototype.hasOwnProperty.call(options, placeholderKey)) {
          const placeholderValue = options[placeholderKey];
          if (placeholderValue === false || typeof placeholderValue !== "number" && typeof placeholderValue !== "string") {
            return "";
          }
          if (typeof placeholderValue === "number") {
            return formatter ? formatter.format(placeholderValue) : `${placeholderValue}`;
          }
          return placeholderValue;
        }
        throw new Error(`i18n: no data found to replace ${placeholderWithBraces} placeholder in string`);
      });
    }
    hasIntlPluralRulesSupport() {
      return Boolean("PluralRules" in window.Intl && Intl.PluralRules.supportedLocalesOf(this.locale).length);
    }
    getPluralSuffix(lookupKey, count) {
      count = Number(count);
      if (!isFinite(count)) {
        return "other";
      }
      const translation = this.translations[lookupKey];
      const preferredForm = this.hasIntlPluralRulesSupport() ? new Intl.PluralRules(this.locale).select(count) : "other";
      if (isObject(translation)) {
        if (preferredForm in translation) {
          return preferredForm;
        } else if ("other" in translation) {
          console.warn(`i18n: Missing plural form ".${preferredForm}" for "${this.locale}" locale. Falling back to ".other".`);
          return "other";
        }
      }
      throw new Error(`i18n: Plural form ".other" is required for "${this.locale}" locale`);
    }
  };

  // node_modules/govuk-frontend/dist/govuk/components/password-input/password-input.mjs
  var PasswordInput = class _PasswordInput extends ConfigurableComponent {
    /**
     * @param {Element | null} $root - HTML element to use for password input
     * @param {PasswordInputConfig} [config] - Password input config
     */
    constructor($root, config = {}) {
      super($root, config);
      this.i18n = void 0;
      this.$input = void 0;
      this.$showHideButton = void 0;
      this.$screenReaderStatusMessage = void 0;
      const $input = this.$root.querySelector(".govuk-js-password-input-input");
      if (!($input instanceof HTMLInputElement)) {
        throw new ElementError({
          component: _PasswordInput,
          element: $input,
          expectedType: "HTMLInputElement",
          identifier: "Form field (`.govuk-js-password-input-input`)"
        });
      }
      if ($input.type !== "password") {
        throw new ElementError("Password input: Form field (`.govuk-js-password-input-input`) must be of type `password`.");
      }
      const $showHideButton = this.$root.querySelector(".govuk-js-password-input-toggle");
      if (!($showHideButton instanceof HTMLButtonElement)) {
        throw new ElementError({
          component: _PasswordInput,
          element: $showHideButton,
          expectedType: "HTMLButtonElement",
          identifier: "Button (`.govuk-js-password-input-toggle`)"
        });
      }
      if ($showHideButton.type !== "button") {
        throw new ElementError("Password input: Button (`.govuk-js-password-input-toggle`) must be of type `button`.");
      }
      this.$input = $input;
      this.$showHideButton = $showHideButton;
      this.i18n = new I18n(this.config.i18n, {
        locale: closestAttributeValue(this.$root, "lang")
      });
      this.$showHideButton.removeAttribute("hidden");
      const $screenReaderStatusMessage = createElement("div", {
        class: "govuk-password-input__sr-status govuk-visually-hidden",
        "aria-live": "polite"
      });
      this.$screenReaderStatusMessage = $screenReaderStatusMessage;
      this.$input.insertAdjacentElement("afterend", $screenReaderStatusMessage);
      this.$showHideButton.addEventListener("click", this.toggle.bind(this));
      if (this.$input.form) {
        this.$input.form.addEventListener("submit", () => this.hide());
      }
      window.addEventListener("pageshow", (event) => {
        if (event.persisted && this.$input.type !== "password") {
          this.hide();
        }
      });
      this.hide();
    }
    toggle(event) {
      event.preventDefault();
      if (this.$input.type === "password") {
        this.show();
        return;
      }
      this.hide();
    }
    show() {
      this.setType("text");
    }
    hide() {
      this.setType("password");
    }
    setType(type) {
      if (type === this.$input.type) {
        return;
      }
      this.$input.setAttribute("type", type);
      const isHidden = type === "password";
      const prefixButton = isHidden ? "show" : "hide";
      const prefixStatus = isHidden ? "passwordHidden" : "passwordShown";
      this.$showHideButton.innerText = this.i18n.t(`${prefixButton}Password`);
      this.$showHideButton.setAttribute("aria-label", this.i18n.t(`${prefixButton}PasswordAriaLabel`));
      this.$screenReaderStatusMessage.innerText = this.i18n.t(`${prefixStatus}Announcement`);
    }
  };
  PasswordInput.moduleName = "govuk-password-input";
  PasswordInput.defaults = Object.freeze({
    i18n: {
      showPassword: "Show",
      hidePassword: "Hide",
      showPasswordAriaLabel: "Show password",
      hidePasswordAriaLabel: "Hide password",
      passwordShownAnnouncement: "Your password is visible",
      passwordHiddenAnnouncement: "Your password is hidden"
    }
  });
  PasswordInput.schema = Object.freeze({
    properties: {
      i18n: {
        type: "object"
      }
    }
  });

  // src/passwords.js
  function passwords(words2) {
    for (const group of document.querySelectorAll(".govuk-password-input")) {
      const input = group.querySelector(".govuk-js-password-input-input");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle";
      button.textContent = words2.show;
      button.setAttribute("aria-controls", input.id);
      button.setAttribute("aria-label", words2.showPassword);
      input.after(button);
      const i18n = { showPassword: words2.show, hidePassword: words2.hide, showPasswordAriaLabel: words2.showPassword, hidePasswordAriaLabel: words2.hidePassword, passwordShownAnnouncement: words2.passwordShown, passwordHiddenAnnouncement: words2.passwordHidden };
      new PasswordInput(group, { i18n });
    }
  }

  // src/print.js
  function printing() {
    const button = document.querySelector("[data-print]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => window.print());
    document.querySelectorAll("[data-print-hint]").forEach((hint) => {
      hint.hidden = true;
    });
    if (button.dataset.print === "at-once") button.focus();
  }

  // node_modules/govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs
  var ErrorSummary = class extends ConfigurableComponent {
    /**
     * @param {Element | null} $root - HTML element to use for error summary
     * @param {ErrorSummaryConfig} [config] - Error summary config
     */
    constructor($root, config = {}) {
      super($root, config);
      if (!this.config.disableAutoFocus) {
        setFocus(this.$root);
      }
      this.$root.addEventListener("click", (event) => this.handleClick(event));
    }
    handleClick(event) {
      const $target = event.target;
      if ($target && this.focusTarget($target)) {
        event.preventDefault();
      }
    }
    focusTarget($target) {
      if (!($target instanceof HTMLAnchorElement)) {
        return false;
      }
      const inputId = $target.hash.replace("#", "");
      if (!inputId) {
        return false;
      }
      const $input = document.getElementById(inputId);
      if (!$input) {
        return false;
      }
      const $legendOrLabel = this.getAssociatedLegendOrLabel($input);
      if (!$legendOrLabel) {
        return false;
      }
      $legendOrLabel.scrollIntoView();
      $input.focus({
        preventScroll: true
      });
      return true;
    }
    getAssociatedLegendOrLabel($input) {
      var _document$querySelect;
      const $fieldset = $input.closest("fieldset");
      if ($fieldset) {
        const $legends = $fieldset.getElementsByTagName("legend");
        if ($legends.length) {
          const $candidateLegend = $legends[0];
          if ($input instanceof HTMLInputElement && ($input.type === "checkbox" || $input.type === "radio")) {
            return $candidateLegend;
          }
          const legendTop = $candidateLegend.getBoundingClientRect().top;
          const inputRect = $input.getBoundingClientRect();
          if (inputRect.height && window.innerHeight) {
            const inputBottom = inputRect.top + inputRect.height;
            if (inputBottom - legendTop < window.innerHeight / 2) {
              return $candidateLegend;
            }
          }
        }
      }
      return (_document$querySelect = document.querySelector(`label[for='${$input.getAttribute("id")}']`)) != null ? _document$querySelect : $input.closest("label");
    }
  };
  ErrorSummary.moduleName = "govuk-error-summary";
  ErrorSummary.defaults = Object.freeze({
    disableAutoFocus: false
  });
  ErrorSummary.schema = Object.freeze({
    properties: {
      disableAutoFocus: {
        type: "boolean"
      }
    }
  });

  // src/problems.js
  function problems() {
    const summary = document.getElementById("problems");
    if (summary) new ErrorSummary(summary);
  }

  // src/zher.js
  var words = document.currentScript.dataset;
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  for (const improve of [problems, buttons, passwords, printing, reception, inbox, presence]) improve(words);
})();
