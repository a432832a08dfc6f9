/* "Copy from another language": on every translated field of the admin, and for a whole language at the top of its tab.
   What is filled in is never replaced unasked. Words and languages come from the script's own data (core/copying.py). */
{
  const { words, languages } = JSON.parse(document.currentScript.dataset.copying);
  const codes = Object.keys(languages);
  const NAME = new RegExp(`^(.+)_(${codes.join("|")})$`);

  // --- What a field holds, whatever its kind
  const kinds = {
    text: {
      isEmpty: (element) => !element.value.trim(),
      copy: (from, to) => {
        to.value = from.value;
        for (const type of ["input", "change"]) to.dispatchEvent(new Event(type, { bubbles: true }));
      },
    },
    rich: {
      isEmpty: (element) => !element.draftailEditor.getEditorState().getCurrentContent().hasText(),
      copy: (from, to) => to.draftailEditor.onChange(from.draftailEditor.getEditorState()),
    },
    stream: {
      isEmpty: (element) => element.rootBlock.children.length === 0,
      copy: (from, to) => to.rootBlock.setState(from.rootBlock.getDuplicatedState()), // as Wagtail duplicates a block: new identifiers, at every depth
    },
  };

  class Field {
    constructor(element, name, kind) {
      const [, base, code] = NAME.exec(name);
      Object.assign(this, { element, base, code, kind: kinds[kind], place: element.closest(".w-field__wrapper"), others: [] });
    }

    get isEmpty() {
      return this.kind.isEmpty(this.element);
    }

    get sources() {
      return this.others.filter((other) => !other.isEmpty);
    }

    copyFrom(other) {
      this.kind.copy(other.element, this.element);
      this.mark(other.code);
    }

    mark(code) {
      this.tool.mark.replaceChildren(...said(words.mark, code));
      this.place.addEventListener("input", () => this.tool.mark.replaceChildren(), { once: true });
    }
  }

  const fieldsIn = (root) => {
    const texts = [...root.querySelectorAll("textarea[name], input[type=text][name], input[type=url][name]")].filter((one) => !one.closest("[id$='-root']"));
    const rich = [...root.querySelectorAll("[data-draftail-input]")].filter((one) => !one.closest("[id$='-root']"));
    const streams = [...root.querySelectorAll("[id$='-root']")].filter((one) => one.rootBlock);
    return [
      ...texts.filter((one) => !rich.includes(one)).map((one) => [one, one.name, "text"]),
      ...rich.filter((one) => one.draftailEditor).map((one) => [one, one.name, "rich"]),
      ...streams.map((one) => [one, one.id.slice(0, -"-root".length), "stream"]),
    ]
      .filter(([one, name]) => NAME.test(name) && !name.includes("__prefix__") && one.closest(".w-field__wrapper") && !one.dataset.copies)
      .map((found) => new Field(...found));
  };

  // --- Building what people see
  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  const named = (code) => make("bdi", { lang: code }, languages[code]);

  /* A sentence with the name of a language in it, and perhaps a number. */
  const said = (sentence, code, number) => {
    const [before, after] = sentence.replace("%(number)s", number).split("%(language)s");
    return after === undefined ? [before] : [before, named(code), after];
  };

  const button = (children, act, classes = "button button-small button-secondary") => {
    const made = make("button", { type: "button", class: classes }, ...children);
    made.addEventListener("click", act);
    return made;
  };

  const labelOf = (field) => field.place.querySelector("label[id]") || field.place.closest("[data-panel]")?.querySelector("[data-panel-heading]");

  class Tool {
    constructor(field) {
      this.field = field;
      field.tool = this;
      field.element.dataset.copies = "";
      this.choices = make("div", { class: "copying__choices", id: `copying-${field.base}_${field.code}`, hidden: "" });
      this.opener = button([words.open], () => this.toggle(this.choices.hidden), "copying__open");
      this.opener.setAttribute("aria-expanded", "false");
      this.opener.setAttribute("aria-controls", this.choices.id);
      const label = labelOf(field);
      if (label?.id) this.opener.setAttribute("aria-describedby", label.id);
      this.mark = make("span", { class: "copying__mark", role: "status" });
      const whole = make("div", { class: "copying" }, this.opener, this.mark, this.choices);
      whole.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
      field.place.append(whole);
    }

    toggle(open) {
      this.choices.hidden = !open;
      this.opener.setAttribute("aria-expanded", String(open));
      if (open) this.offer();
    }

    close() {
      this.toggle(false);
      this.opener.focus();
    }

    offer() {
      const offered = this.field.sources.map((source) => button(said(words.from, source.code), () => this.choose(source)));
      this.choices.replaceChildren(...(offered.length ? offered : [make("p", {}, words.nothing)]));
    }

    choose(source) {
      if (this.field.isEmpty) return this.copy(source);
      const replace = button(said(words.replace, source.code), () => this.copy(source));
      const keep = button([words.keep], () => this.close());
      this.choices.replaceChildren(make("p", { role: "alert" }, words.filled), keep, replace);
      keep.focus();
    }

    copy(source) {
      this.field.copyFrom(source);
      this.close();
    }
  }

  /* At the top of a language's tab: everything that is empty in it, from another. */
  const offerAll = (tab, fields) => {
    const { code } = fields[0];
    const told = make("p", { class: "copying__mark", role: "status" });
    const copyAll = (source) => {
      const pairs = fields.filter((field) => field.isEmpty).map((field) => [field, field.sources.find((other) => other.code === source)]);
      const open = pairs.filter(([, other]) => other);
      for (const [field, other] of open) field.copyFrom(other);
      told.replaceChildren(...said(open.length ? words.copied : words.none, source, open.length));
    };
    const offered = codes.filter((other) => other !== code).map((other) => button([named(other)], () => copyAll(other)));
    const group = make("div", { class: "copying__choices", role: "group", "aria-labelledby": `copying-all-${code}` }, ...offered);
    tab.prepend(make("div", { class: "copying copying--all" }, make("p", { id: `copying-all-${code}` }, words.all), group, told));
  };

  const start = (root) => {
    const fields = fieldsIn(root);
    for (const field of fields) field.others = fields.filter((other) => other.base === field.base && other.code !== field.code);
    const translated = fields.filter((field) => field.others.length);
    for (const field of translated) new Tool(field);
    for (const tab of root.querySelectorAll("[role=tabpanel]")) {
      const inside = translated.filter((field) => tab.contains(field.element));
      if (inside.length && inside.every((field) => field.code === inside[0].code)) offerAll(tab, inside);
    }
  };

  window.addEventListener("load", () => start(document));
  document.addEventListener("w-formset:added", (event) => requestAnimationFrame(() => start(event.target)));
}
