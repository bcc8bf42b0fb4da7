/** The hosts of one database, and which of them is believed to take writes. */
import { readDatabaseAddress } from "#domain/database-address.ts";

export class Hosts {
  readonly #addresses: readonly string[];
  #at = 0;

  constructor(url: string) {
    this.#addresses = readDatabaseAddress(url) ?? [url];
  }

  get several(): boolean {
    return this.#addresses.length > 1;
  }

  /** How many there are. */
  get count(): number {
    return this.#addresses.length;
  }

  /** The address to connect to. */
  get current(): string {
    return this.#addresses[this.#at]!;
  }

  /** It cannot be reached, or takes no writes: the next one's turn, unless it has come already. */
  failed(address: string): void {
    if (address === this.current) this.#at = (this.#at + 1) % this.#addresses.length;
  }
}
