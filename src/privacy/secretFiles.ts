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

/** Private keys stand at a file's beginning; one quoted in the middle of a program is text like any other. */
const headCharacters = 4096;

const privateKeys: readonly RegExp[] = [
  /^[ \t]*-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/m,
  // Quoted, as in a service account's JSON: only with a key behind it, so that code about keys stays readable.
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr])*[A-Za-z0-9+/=]{32}/,
  /^PuTTY-User-Key-File-\d/m,
  /^AGE-SECRET-KEY-1/m,
];

export function holdsPrivateKey(text: string): boolean {
  const head = text.slice(0, headCharacters);
  return privateKeys.some((pattern) => pattern.test(head));
}
