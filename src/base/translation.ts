// How pure parts are given the words of people's own language. Must not know where translations come from.

export type Translate = (message: string, ...values: (string | number)[]) => string;
