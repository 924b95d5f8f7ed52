// A hook of Node's loader, which runs in a thread of its own.

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  if (specifier !== 'vscode') return await nextResolve(specifier, context);
  return await nextResolve(new URL('module.ts', import.meta.url).href, context);
}
