// Which files are secret by name and by the beginning of their text.
import assert from 'node:assert/strict';
import { holdsPrivateKey, isSecretPath } from '../../../../src/privacy/secretFiles.ts';

const secret = [
  '.env .env.local .env.example .ENV .env-prod app.env .envrc .flaskenv .dev.vars .env~ .env.swp .env.bak',
  'server.pem server.key tls.crt a.cer a.p12 a.pfx a.jks debug.keystore sign.asc vault.kdbx deploy.ppk a.gpg',
  'id_rsa id_ed25519 id_ecdsa_sk ID_RSA id_rsa.pub server.key.old',
  '.npmrc .pypirc .netrc _netrc .git-credentials .pgpass .htpasswd .yarnrc.yml .vault-token',
  'credentials credentials.json credentials.yml.enc aws-credentials.ini secrets secrets.yaml secrets.ts',
  'secret.json my_secrets.toml secrets-prod.yml password.txt client_secret_12.json service-account.json',
  'kubeconfig prod.kubeconfig terraform.tfstate terraform.tfstate.backup prod.tfvars prod.auto.tfvars.json',
  '.bash_history .aws/credentials .aws/config .ssh/config .ssh/known_hosts .kube/config .docker/config.json',
  '.config/gcloud/access_tokens.db .cargo/credentials.toml .gnupg/pubring.kbx .secrets/any.ts',
  'deploy/secrets/token deploy/secrets/prod/db.yaml',
  '.Renviron Renviron.site .databrickscfg .sentryclirc rclone.conf auth.json token.json vault.yml wp-config.php',
  '.envs/.local/.postgres .envs/production appsettings.Development.json appsettings.Production.json .git/config',
  'terraform.tfvars .git/modules/lib/config .git/worktrees/x/config.worktree .gitconfig .composer/auth.json',
  '.my.cnf .mylogin.cnf .pgpass pgpass.conf .pg_service.conf .odbc.ini .snowsql .smbcredentials .msmtprc',
  '.config/rclone/rclone.conf .config/hub .config/gh/hosts.yml .config/doctl/config.yaml .oci/config .dbt/profiles.yml',
  '.m2/settings.xml .gradle/gradle.properties .ivy2/.credentials .bundle/config .kaggle/kaggle.json ngrok.yml',
  '.cache/huggingface/token .huggingface/token access_token.txt api-token github_token .token token token.txt',
  'apikey.txt api_keys.json private_key.txt .htdigest wpa_supplicant.conf a.keytab home.keyring a.nmconnection',
  'group_vars/all/vault.yml .vault_pass vault-password.txt LocalSettings.php config.inc.php local_settings.py',
  'sites/default/settings.php app/etc/env.php key.properties local.properties serviceAccountKey.json',
  'app-firebase-adminsdk-x1.json gcp-prod-key.json sftp.json .vscode/sftp.json ssh_host_rsa_key fish_history .Rhistory',
  'app.jks vault.kdbx debug.p12 a.pk8 sign.snk .terraform.d/credentials.tfrc.json .credentials/google.json',
];

const open = [
  'index.ts env.ts environment.ts vite-env.d.ts environment.json process.env.ts dotenv.py',
  'key.ts keyboard.json monkey.py keys.py pem.go certificate.ts crt.c rsa.ts',
  'credentials.ts secretManager.ts secret.py password.go passwords.ts tokens.json token.ts',
  'src/secrets/manager.ts src/credentials/store.py docs/secret-handling.md .docker/php/Dockerfile',
  'src/auth/token.ts src/auth.ts auth.py vault.ts vault.go locales/en/auth.json i18n/auth.json src/i18n/de/auth.json',
  'appsettings.json appsettings.ts gradle.properties config.ts .git/COMMIT_EDITMSG .gitattributes .gitmodules',
  'tokens.css tokenizer.json token_type.py tokens.yaml design.tokens.json src/keys.ts apiKey.ts private_key.rs',
  'wp-content/themes/a/config.php settings.py settings.php env.php parameters.yml shadow.css shadow.ts .Rprofile',
  'kubernetes.yaml kube/config.yaml rclone.ts history.ts local.ts profiles.yml .github/workflows/release.yml',
  'config.json settings.json .gitignore .hearthignore .eslintrc README.md Makefile main.tf history',
];

describe('isSecretPath', () => {
  for (const [names, expected] of [
    [secret, true],
    [open, false],
  ] as const) {
    for (const name of names.flatMap((line) => line.split(' '))) {
      it(`${name}: ${expected}`, () => {
        assert.equal(isSecretPath(name), expected);
        assert.equal(isSecretPath(`/home/me/work/${name}`), expected);
      });
    }
  }
});

const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ';

const line = `${body}C7VJTUt9Us`;

describe('holdsPrivateKey', () => {
  for (const [name, text, expected] of [
    ['a key', `-----BEGIN PRIVATE KEY-----\n${body}`, true],
    ['a key of a kind', `-----BEGIN OPENSSH PRIVATE KEY-----\n${body}`, true],
    ['a key whose lines are still to come', '-----BEGIN RSA PRIVATE KEY-----', true],
    ['a key behind other lines', `# mine\r\n\r\n  -----BEGIN EC PRIVATE KEY-----\r\n${body}`, true],
    ['a PGP key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQdGBF', true],
    [
      'a service account',
      `{\n"private_key": "-----BEGIN PRIVATE KEY-----\\n${body}\\n-----END PRIVATE KEY-----"}`,
      true,
    ],
    ['a key in a program', `const key = \`-----BEGIN PRIVATE KEY-----\n${body}`, true],
    ['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-ed25519\n', true],
    ['an age key', '# created: 2024\nAGE-SECRET-KEY-1QQQ', true],
    ['code about keys', "if (line === '-----BEGIN PRIVATE KEY-----') return readBody(lines);", false],
    ['a public key', `-----BEGIN PUBLIC KEY-----\n${body}`, false],
    [
      'a key far behind the beginning',
      `${'// text\n'.repeat(600)}-----BEGIN PRIVATE KEY-----\n${body}`,
      true,
    ],
    [
      'code about keys far behind the beginning',
      `${'// text\n'.repeat(600)}-----BEGIN PRIVATE KEY-----\n`,
      false,
    ],
    ['a key whose first line was edited', `-----BEGIN PRIVTE KEY-----\n${line}\n${line}\n`, true],
    ['a key whose first line is gone', `${line}\n${body}\n-----END PRIVATE KEY-----\n`, true],
    ['the end of a key', `${body}\n-----END RSA PRIVATE KEY-----\n`, true],
    ['the end of a PGP key', `lQdGBF${body}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----\n`, true],
    ['the end of a key in a program', `  "${body}\\n-----END PRIVATE KEY-----\\n",`, true],
    [
      'an OpenSSH key without its first line',
      `b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAABlwAAAAdz\n`,
      true,
    ],
    ['a PuTTY key without its first line', 'Encryption: none\nPrivate-Lines: 1\nAAAA\n', true],
    [
      'an age key whose name was edited',
      'AGE-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE\n',
      true,
    ],
    ['code about the ends of keys', "const end = '-----END PRIVATE KEY-----';\nlines.push(end);", false],
    ['long words', 'MINIMUM_NUMBER_OF_CHARACTERS_THAT_A_NAME_MAY_HAVE_IN_THE_SHOP = 1', false],
    ['nothing', '', false],
  ] as const) {
    it(`${name}: ${expected}`, () => assert.equal(holdsPrivateKey(text), expected));
  }
});
