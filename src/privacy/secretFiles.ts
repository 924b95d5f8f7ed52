// Files that hold secrets, told by their names and by how their text begins. Pure; errs on the side of silence.
// Must not know workspaces or what is ignored there.

/** Endings of formats in which people keep values; the same names with a programming language's ending hold code. */
const dataEnding = String.raw`\.(?:json[5c]?|ya?ml|toml|ini|cfg|conf|config|properties|xml|plist|csv|tsv|txt|enc|db)`;

/** Each is compared with the name of the file alone, in lower case, without the endings of backups. */
const secretNames: readonly RegExp[] = [
  // Environments: examples too, since nobody can see from outside whether the values are invented.
  /^\.(?:env|flaskenv|envrc)(?:$|[._-])/,
  /\.(?:env|envrc)$/,
  /^\.dev\.vars(?:$|\.)/,
  // Keys, certificates and what they are kept in.
  /\.(?:pem|key|p7b|p8|p12|pfx|pkcs12|crt|cer|der|csr|ppk|asc|gpg|pgp|jks|jceks|bks|keystore|truststore)$/,
  /\.(?:keychain|keychain-db|kdbx?|agekey|ovpn|mobileprovision)$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?(?:$|[._-])/,
  // Credentials of tools.
  /^[._](?:npmrc|yarnrc|pypirc|netrc|git-credentials|pgpass|my\.cnf|htpasswd|s3cfg|boto|authinfo)$/,
  /^\.(?:dockercfg|dockerconfigjson|vault-token|vault_pass|terraformrc|curlrc|wgetrc|yarnrc\.ya?ml)$/,
  /^(?:pip\.conf|terraform\.rc|nuget\.config|local\.settings\.json|application_default_credentials\.json)$/,
  /^kubeconfig(?:$|[._-])|[._-]kubeconfig$/,
  /\.(?:tfstate|tfvars)(?:\.|$)/,
  /^\.\w+_history$/,
  /^secrets(?:$|\.)/,
  new RegExp(`^(?:secret|credentials?|passwords?)(?:${dataEnding})*$`),
  new RegExp(`^(?:.*[._-])?(?:secrets?|credentials?)(?:[._-].*)?${dataEnding}$`),
  /^client_secrets?.*\.json$|^service[-_]?account.*\.json$/,
];

/** Compared with the whole path, in lower case. */
const secretPlaces: readonly RegExp[] = [
  /(?:^|\/)\.(?:ssh|gnupg|kube|password-store|secrets)\//,
  /(?:^|\/)\.aws\/(?:credentials|config|sso\/|cli\/)/,
  /(?:^|\/)\.docker\/config\.json$/,
  /(?:^|\/)\.azure\/[^/]*(?:token|profile)[^/]*\.json$/,
  /(?:^|\/)\.config\/(?:gcloud|gh|hub|op)\//,
  /(?:^|\/)\.(?:cargo|gem|composer|m2)\/(?:credentials|auth\.json|settings(?:-security)?\.xml)/,
  new RegExp(`(?:^|/)(?:secrets|credentials)/(?:[^/]+/)*[^./]+(?:${dataEnding})*$`),
];

const backupEndings = /(?:~|\.(?:bak|backup|old|orig|save|copy|tmp|swp))+$/;

/** @param path with `/` between names, absolute or not */
export function isSecretPath(path: string): boolean {
  const known = path.toLowerCase().replace(backupEndings, '');
  const name = known.slice(known.lastIndexOf('/') + 1);
  return secretNames.some((pattern) => pattern.test(name)) || secretPlaces.some((place) => place.test(known));
}

/** Where files begin that are nothing but a key. */
const headCharacters = 4096;

const keyHeads: readonly RegExp[] = [
  /^[ \t]*-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/m,
  /^PuTTY-User-Key-File-\d/m,
  /^Private-Lines: \d/m,
  /^AGE-SECRET-KEY-1/m,
  // What is left when the first line was edited: the body of a DER or OpenSSH key, or an age key's own.
  /^[ \t"'`]*(?:MI[GHI][A-Za-z0-9+/]{57}|b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/]{41})/m,
  /1[02-9AC-HJ-NP-Z]{58}\b/,
];

/** A key in a program: only with some of its body, so that code about keys stays readable. */
const keyMark = /-----(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/g;
const bodyBehind = /^(?:\s|\\[nr])*[A-Za-z0-9+/=]{32}/;
const bodyBefore =
  /(?:[A-Za-z0-9+/=]{32}|[A-Za-z0-9+/=]{2,}(?:\s|\\[nr])+=?[A-Za-z0-9+/]{4}=?)(?:\s|\\[nr])*$/;
const lookedAtCharacters = 120;

/** Looks at the whole text, because a window of it may be sent from anywhere. */
export function holdsPrivateKey(text: string): boolean {
  const head = text.slice(0, headCharacters);
  return (
    keyHeads.some((pattern) => pattern.test(head)) || (text.includes('PRIVATE KEY') && holdsMarkedBody(text))
  );
}

function holdsMarkedBody(text: string): boolean {
  return Array.from(text.matchAll(keyMark)).some(({ 0: mark, index }) =>
    mark.startsWith('-----BEGIN')
      ? bodyBehind.test(text.slice(index + mark.length, index + mark.length + lookedAtCharacters))
      : bodyBefore.test(text.slice(Math.max(0, index - lookedAtCharacters), index)),
  );
}
