import type { PartRef } from '#lib/sealed/sender.ts';
import type { Attached } from './attached.ts';
import { nameOf } from './file-name.ts';
import type { Cipher } from './readers.ts';

export type PartsDoors = {
	upload(
		head: { part: string; lookup_hash: string; proof: string },
		file: Uint8Array
	): Promise<void>;
	cipher(): Promise<Pick<Cipher, 'cut' | 'numberOfParts'>>;
};
/** What the parts are sealed to and paid with: to another room or by another proof everything is sealed and sent anew. */
export type Way = { recipient: string; lookupHash: string; proof: string };
/** `ids` of the parts, for the server; `refs` for the signed item; `files` are the ones that they were made of. */
export type SentFiles = { refs: PartRef[]; ids: string[]; files: string[] };
type Uploaded = { ref: PartRef; whole: boolean };

/** Files on their way: sealed and sent part by part, going on where a line broke. */
export class PartsOnWay {
	#doors: PartsDoors;
	/** Bytes of each file that have arrived, by its id. */
	#arrived = $state<Record<string, number>>({});
	#way = '';
	#uploaded: Record<string, Uploaded> = {};

	constructor(doors: PartsDoors) {
		this.#doors = doors;
	}

	/** Share of a file that has arrived, 0 to 1. */
	arrived({ id, bytes }: Attached): number {
		return Math.min(1, (this.#arrived[id] ?? 0) / Math.max(1, bytes.length));
	}

	drop(id: string) {
		Reflect.deleteProperty(this.#uploaded, id);
	}

	forget() {
		this.#arrived = {};
		this.#uploaded = {};
		this.#way = '';
	}

	/**
	 * Seals and sends what is not there yet.
	 * @param first the number of the first file among all that go with the tip, from 0
	 * @throws Problem of the line: what had arrived is not sent again
	 */
	async send(files: readonly Attached[], way: Way, first: number): Promise<SentFiles> {
		const mark = `${way.recipient} ${way.proof}`;
		if (mark !== this.#way) {
			this.forget();
			this.#way = mark;
		}
		const refs: PartRef[] = [];
		for (const [at, file] of files.entries()) refs.push(await this.#send(file, first + at, way));
		return {
			refs,
			ids: refs.flatMap(({ parts }) => parts.map(({ id }) => id)),
			files: files.map(({ id }) => id)
		};
	}

	async #send(file: Attached, at: number, { recipient, lookupHash, proof }: Way) {
		const name = nameOf(file.type, at);
		const { type, bytes, kind } = file;
		const known = this.#uploaded[file.id];
		if (known?.whole) return { ...known.ref, name };
		const ref: PartRef = { name, type, bytes: bytes.length, kind, parts: known?.ref.parts ?? [] };
		this.#uploaded[file.id] = { ref, whole: false };
		const cipher = await this.#doors.cipher();
		const number = cipher.numberOfParts(bytes.length);
		let part = 0;
		// Parts before the break are sealed once more and thrown away: only their place in the row is needed.
		for await (const { sealed, sha256 } of cipher.cut(bytes, recipient)) {
			part += 1;
			if (part <= ref.parts.length) continue;
			const id = crypto.randomUUID();
			await this.#doors.upload({ part: id, lookup_hash: lookupHash, proof }, sealed);
			ref.parts.push({ id, sha256 });
			this.#arrived[file.id] = (bytes.length * part) / number;
		}
		this.#uploaded[file.id] = { ref, whole: true };
		return ref;
	}
}
