// Reading values out of what a server sent, of which nothing is taken for granted. Pure.

type Json = unknown;

export function field(value: Json, ...path: readonly (string | number)[]): Json {
  return path.reduce<Json>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string, Json>>)[name]
        : undefined,
    value,
  );
}

export function textField(value: Json, ...path: readonly (string | number)[]): string | undefined {
  const found = field(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberField(value: Json, ...path: readonly (string | number)[]): number | undefined {
  const found = field(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

export function listField(value: Json, ...path: readonly (string | number)[]): readonly Json[] {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
}
