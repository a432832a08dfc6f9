/* Starts Wagtail's lists of records, its date fields and its choosers. Wagtail does it by scripts inside the page, which the content policy refuses. */
{
  const start = (root) => {
    for (const place of root.querySelectorAll("[data-starts], [data-makes]")) {
      const { starts, makes, options, for: field } = place.dataset;
      if (place.closest("template") || (field || "").includes("__prefix__")) continue;
      place.removeAttribute("data-starts");
      place.removeAttribute("data-makes");
      if (makes) new window[makes](field, JSON.parse(options));
      else if (starts === "InlinePanel") new window.InlinePanel(JSON.parse(options));
      else window[starts](field, JSON.parse(options));
    }
  };
  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("w-formset:added", (event) => start(event.target));
}
