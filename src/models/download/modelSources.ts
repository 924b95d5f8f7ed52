// Addresses of model files at the hubs that carry them, and at a mirror of the user's own. Pure.
// Must not know how files are fetched.

export interface PublishedModel {
  readonly repository: string;
  readonly revision: string;
  readonly file: string;
}

/** A mirror is an address of the user's own under which Hugging Face's paths, or the files alone, are found. */
export type ModelSource =
  | { readonly kind: 'huggingFace' }
  | { readonly kind: 'modelScope' }
  | { readonly kind: 'mirror'; readonly address: string };

/** A mirror's address may name the file itself, hold `{repository}`, `{revision}` and `{file}`, or be a hub's root. */
export function modelUrl({ repository, revision, file }: PublishedModel, source: ModelSource): string {
  switch (source.kind) {
    case 'huggingFace':
      return `https://huggingface.co/${repository}/resolve/${revision}/${file}`;
    case 'modelScope':
      // Its commits have other names than Hugging Face's; the file is pinned by its hash.
      return `https://modelscope.cn/models/${repository}/resolve/master/${file}`;
    case 'mirror': {
      const address = source.address.replace(/\/+$/, '');
      if (address.endsWith('.gguf')) return address;
      if (!address.includes('{')) return `${address}/${repository}/resolve/${revision}/${file}`;
      const values = { repository, revision, file };
      return address.replaceAll(
        /\{(repository|revision|file)\}/g,
        (_, key: keyof typeof values) => values[key],
      );
    }
  }
}

/** Whether a mirror's address can be used: only the web's own protocols are. */
export function isMirrorAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
