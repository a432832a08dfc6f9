// Passkeys: the browser asks for a finger, a face, a PIN or a key, and the form sends what it answers.
// Forms with data-passkey ("create", "get" or "sign-in") stay hidden where the browser has no passkeys.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((entry) => ({ ...entry, id: bytes(entry.id) }));

async function create(options) {
  const wanted = options.creation_options.publicKey;
  const made = await navigator.credentials.create({
    publicKey: {
      ...wanted,
      challenge: bytes(wanted.challenge),
      user: { ...wanted.user, id: bytes(wanted.user.id) },
      excludeCredentials: known(wanted.excludeCredentials),
    },
  });
  return described(made, { attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() || [] });
}

async function get(options) {
  const wanted = options.request_options.publicKey;
  const given = await navigator.credentials.get({
    publicKey: { ...wanted, challenge: bytes(wanted.challenge), allowCredentials: known(wanted.allowCredentials) },
  });
  const { authenticatorData, signature, userHandle } = given.response;
  return described(given, { authenticatorData: text(authenticatorData), signature: text(signature), userHandle: text(userHandle) });
}

const described = (credential, response) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
});

async function asked(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function send(form) {
  const failed = form.parentElement.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const kept = document.getElementById("passkey-options");
    const options = form.dataset.passkey === "sign-in" ? await asked(form) : JSON.parse(kept.textContent);
    const credential = await (form.dataset.passkey === "create" ? create : get)(options);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
const able = Boolean(window.PublicKeyCredential);
for (const way of document.querySelectorAll("[data-passkey-way]")) way.hidden = !able;
for (const note of document.querySelectorAll("[data-passkey-lacking]")) note.hidden = able;
