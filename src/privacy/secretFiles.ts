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
  /\.(?:pem|key|p7b|p8|p12|pfx|pkcs12|crt|cer|der|csr|ppk|pk8|pvk|snk|asc|gpg|pgp|jks|jceks|bks|keystore|truststore)$/,
  /\.(?:keychain|keychain-db|keyring|kwallet|keytab|kdbx?|psafe3|1pif|agekey|jwk|ovpn|nmconnection|mobileprovision|rdp)$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?(?:$|[._-])/,
  /^ssh_host_\w+_key$/,
  // Credentials of tools, and of servers in the configuration of clients.
  /^[._](?:npmrc|yarnrc|pypirc|netrc|git-credentials|gitconfig|pgpass|my\.cnf|mylogin\.cnf|htpasswd|htdigest|s3cfg|boto|authinfo)$/,
  /^\.(?:dockercfg|dockerconfigjson|vault-token|vault[_-]pass(?:word)?|terraformrc|curlrc|wgetrc|yarnrc\.ya?ml)$/,
  /^\.(?:renviron|databrickscfg|sentryclirc|snowsql|odbc\.ini|pg_service\.conf|smbcredentials|passwd-s3fs|cvspass)$/,
  /^\.(?:msmtprc|fetchmailrc|mbsyncrc|offlineimaprc|muttrc|coveralls\.yml|ftpconfig|google_authenticator|rhosts)$/,
  /^(?:renviron\.site|rclone\.conf|pgpass\.conf|odbc\.ini|wpa_supplicant\.conf|ngrok\.ya?ml|kaggle\.json|g?shadow)$/,
  /^(?:pip\.conf|terraform\.rc|nuget\.config|local\.settings\.json|application_default_credentials\.json)$/,
  /^(?:sftp(?:-config)?\.json|sitemanager\.xml|recentservers\.xml|webservers\.xml|jfrog-cli\.conf.*|wallet\.dat)$/,
  /^kubeconfig(?:$|[._-])|[._-]kubeconfig$/,
  /\.(?:tfstate|tfvars)(?:\.|$)/,
  /^(?:vault[_-]pass(?:word)?|(?:ansible[_-])?vault)(?:\.(?:txt|json|ya?ml))?$/,
  /^\.\w+_history$|^(?:fish_history|consolehost_history\.txt|\.rhistory|\.histfile|\.viminfo|\.lesshst)$/,
  // Programs and settings whose very purpose is to hold the passwords of one installation.
  /^wp-config(?:[._-].*)?\.php$|^(?:localsettings|config\.inc)\.php$|^(?:local_settings|settings_local)\.py$/,
  /^appsettings\..+\.json$|^(?:local|key|keys|keystore|signing)\.properties$/,
  /^secrets(?:$|\.)/,
  new RegExp(`^(?:secret|credentials?|passwords?)(?:${dataEnding})*$`),
  new RegExp(`^(?:.*[._-])?(?:secrets?|credentials?)(?:[._-].*)?${dataEnding}$`),
  new RegExp(
    `^(?:access|auth|api|oauth2?|refresh|bearer|bot|github|gitlab|npm)[._-]?tokens?(?:${dataEnding})*$`,
  ),
  new RegExp(`^\\.?(?:api|access|private|secret)[._-]?keys?(?:${dataEnding})*$`),
  /^\.?token(?:\.(?:json|txt|pickle|ya?ml|toml))?$/,
  /^client_secrets?.*\.json$|^service[-_]?account.*\.json$|firebase-adminsdk.*\.json$|^(?:gcp|gcloud)[._-].*key.*\.json$/,
];

/** Compared with the whole path, in lower case. */
const secretPlaces: readonly RegExp[] = [
  /(?:^|\/)\.(?:ssh|gnupg|kube|password-store|secrets?|credentials|envs|oci|cloudflared|near-credentials|sfdx)\//,
  /(?:^|\/)\.aws\/(?:credentials|config|sso\/|cli\/)/,
  /(?:^|\/)\.docker\/config\.json$/,
  /(?:^|\/)\.azure\/[^/]*(?:token|profile)[^/]*\.json$/,
  /(?:^|\/)\.config\/(?:gcloud|gh|glab-cli|hub|op|doctl|hcloud|scw|linode-cli|rclone|sops|stripe|solana|configstore|helm|netlify)(?:\/|$)/,
  /(?:^|\/)\.(?:cargo|gem|composer|m2|ivy2|sbt)\/(?:\.?credentials|auth\.json|settings(?:-security)?\.xml)/,
  /(?:^|\/)\.(?:gradle\/gradle\.properties|bundle\/config|hex\/hex\.config|dbt\/profiles\.ya?ml|fly\/config\.yml)$/,
  /(?:^|\/)\.(?:aliyun|bluemix|cf|railway|expo)\/[^/]+\.(?:json|ya?ml)$/,
  /(?:^|\/)\.(?:cache\/)?huggingface\/(?:stored_)?tokens?$/,
  // Addresses of remotes hold tokens; those of submodules and worktrees are deeper inside.
  /(?:^|\/)\.git\/(?:.*\/)?(?:config(?:\.worktree)?|credentials)$/,
  // Texts of a program that are about signing in have the same name.
  /^(?!(?:.*\/)?(?:locales?|i18n|l10n|lang|langs|languages|translations?|messages)\/)(?:.*\/)?auth\.(?:json|toml)$/,
  /(?:^|\/)(?:sites\/[^/]+\/settings(?:\.local)?\.php|app\/etc\/env\.php|app\/config\/parameters\.ya?ml)$/,
  /(?:^|\/)wireguard\/[^/]+\.conf$/,
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

/** Several whole lines of a key's body. Texts are not wrapped at 64 characters without a space between. */
const keyBody =
  /(?:^|\n)[ \t"'`]*(?:[A-Za-z0-9+/]{60,76}(?:\\[nr]|["',+ \t\r])*\n[ \t"'`]*){2}[A-Za-z0-9+/=]/;

/** Whether a piece of a file, which may begin anywhere in it, holds the middle of a key or of what is encoded like one. */
export function holdsKeyBody(piece: string): boolean {
  const match = keyBody.exec(piece)?.[0] ?? '';
  return /[a-z]/.test(match) && /[A-Z]/.test(match) && /\d/.test(match);
}
