// Two ends of a connection in memory. Messages are copied as Node IPC copies them and arrive in a later turn.
// Must not know what is said.
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/node';

interface MessageEnd {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

class PairReader extends AbstractMessageReader {
  private deliver: DataCallback | undefined;
  private readonly early: Message[] = [];

  listen(callback: DataCallback) {
    this.deliver = callback;
    for (const message of this.early.splice(0)) callback(message);
    return { dispose: () => {} };
  }

  receive(message: Message): void {
    if (this.deliver === undefined) this.early.push(message);
    else this.deliver(message);
  }
}

class PairWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly target: PairReader;
  private readonly isOpen: () => boolean;

  constructor(target: PairReader, isOpen: () => boolean) {
    super();
    this.target = target;
    this.isOpen = isOpen;
  }

  async write(message: Message): Promise<void> {
    const copy = JSON.parse(JSON.stringify(message)) as Message;
    setImmediate(() => {
      if (this.isOpen()) this.target.receive(copy);
    });
  }

  end(): void {}
}

/** After `cut` nothing arrives any more, at neither end, and neither end is told. */
export function messagePair(): { client: MessageEnd; engine: MessageEnd; cut(): void } {
  let isOpen = true;
  const clientReader = new PairReader();
  const engineReader = new PairReader();
  return {
    client: { reader: clientReader, writer: new PairWriter(engineReader, () => isOpen) },
    engine: { reader: engineReader, writer: new PairWriter(clientReader, () => isOpen) },
    cut: () => {
      isOpen = false;
    },
  };
}
