// The fingerprint of a file is computed here, so that the file need not be sent. The answer is a piece of page that the portal made.
// Where that cannot be (an old browser, no TLS) the form sends the file, as it says; where it fails, it says so and waits.
const form = document.querySelector("form[data-hash]");
const place = document.querySelector("[data-answer]");
const largest = 100_000_000; // bytes; more would weigh on a telephone
let stays = Boolean(form && window.crypto?.subtle); // the file stays in the browser

const fingerprint = async (file) => {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const ask = async (file) => {
  const answer = await fetch(form.dataset.hash, {
    method: "POST",
    body: new URLSearchParams({ sha256: await fingerprint(file) }),
    credentials: "omit",
  });
  if (!answer.ok && answer.status !== 429) throw new Error(answer.status);
  return answer.text();
};

const check = async (file) => {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    place.innerHTML = await ask(file);
    place.querySelector("[data-send]")?.addEventListener("click", () => form.submit());
    place.focus();
  } catch {
    stays = false;
    say();
    form.querySelector("[data-failed]").hidden = false;
  } finally {
    button.disabled = false;
  }
};

const say = () => {
  form.querySelector("[data-sent]").hidden = stays;
  form.querySelector("[data-stays]").hidden = !stays;
};

if (stays) {
  say();
  form.addEventListener("submit", (event) => {
    const [file] = form.elements.file.files;
    if (!stays || !file?.size || file.size > largest) return;
    event.preventDefault();
    check(file);
  });
  form.elements.file.addEventListener("change", () => place.replaceChildren());
}
