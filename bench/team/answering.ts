// What a simulated person has in front of them: something that is asked at every key. Shapes only.

/** Whether a key was answered, with or without text; a later key took its place; or nobody could be asked. */
export type KeyEnd = 'decided' | 'overtaken' | 'failed';

export interface Answering {
  /** The document is this by now and the cursor stands there; nobody types. */
  visit(text: string, offset: number): void;
  /** Waits for what a visit has prepared. */
  settled(): Promise<void>;
  /**
   * A key made the document this.
   *
   * @param show hears what stands behind the cursor for this key, undefined for nothing; more than once where somebody
   *   waits for long enough
   */
  key(text: string, offset: number, show: (text: string | undefined) => void): Promise<KeyEnd>;
  dispose(): Promise<void>;
}
