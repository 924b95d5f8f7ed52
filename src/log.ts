// The logger that everything is given. VS Code's LogOutputChannel fits it as it is.
// Document text may be logged at trace level only.

export interface Logger {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
