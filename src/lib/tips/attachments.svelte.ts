import type { PartRef, PreparedTip } from '#lib/sealed/cipher.ts';
import { nameOf } from './file-name.ts';
import type { PhotoFact } from './photo-facts.ts';
import type { Cipher } from './readers.ts';
import type { Redrawn } from './redraw.ts';
import { QUOTA, weightOf } from './weight.ts';

export const MOST_FILES = 10;
export const MOST_BYTES = 50 * 1024 * 1024;

/** One thing that goes along. Its own name stays here: what is sealed is called by kind and number. */
export type Attached = {
	id: string;
	/** As the sender's device calls it; shown to the sender alone. */
	known: string;
	type: string;
	bytes: Uint8Array;
	kind: PartRef['kind'];
	removed: PhotoFact[];
	/** Of a redrawn photo: the file as it was, which goes along only if ticked. */
	original: Blob | null;
};
export type Refused = { known: string; code: 'too_many' | 'too_large' | 'unreadable' };

type Doors = {
	redraw(file: Blob): Promise<Redrawn | null>;
	upload(
		head: { part: string; lookup_hash: string; proof: string },
		file: Uint8Array
	): Promise<void>;
	cipher(): Promise<Cipher>;
};
/** What the parts are sealed to and paid with: with another room or proof everything is sealed and sent anew. */
export type Way = { room: PreparedTip; lookupHash: string; proof: string };
type Uploaded = { ref: PartRef; whole: boolean };

/** What kind of warning a file needs: it may tell more than it shows. */
export const warnsOf = ({ kind, type }: Pick<Attached, 'kind' | 'type'>) =>
	kind === 'redrawn'
		? null
		: type.startsWith('image/')
			? 'photo'
			: /^(?:audio|video)\//.test(type)
				? 'recording'
				: 'document';

/** The files of one tip: in memory until "Gửi", then sealed and sent part by part, going on where a line broke. */
export class Attachments {
	#doors: Doors;
	#files = $state.raw<Attached[]>([]);
	#refused = $state.raw<Refused[]>([]);
	#reading = $state(0);
	/** Bytes of each file that have arrived, by its id. */
	#arrived = $state<Record<string, number>>({});
	#way = '';
	#uploaded: Record<string, Uploaded> = {};

	constructor(doors: Doors) {
		this.#doors = doors;
	}

	get files(): readonly Attached[] {
		return this.#files;
	}
	get refused(): readonly Refused[] {
		return this.#refused;
	}
	/** Photos are being drawn anew. */
	get reading(): boolean {
		return this.#reading > 0;
	}
	get count(): number {
		return this.#files.length;
	}
	get bytes(): number {
		return this.#files.reduce((sum, { bytes }) => sum + bytes.length, 0);
	}
	/** What the files take once they are sealed. */
	get #weight(): number {
		return this.#files.reduce((sum, { bytes }) => sum + weightOf(bytes.length), 0);
	}
	/** Share of a file that has arrived, 0 to 1. */
	arrived({ id, bytes }: Attached): number {
		return Math.min(1, (this.#arrived[id] ?? 0) / Math.max(1, bytes.length));
	}

	/** Takes what fits; the rest is in `refused`. */
	async add(files: readonly File[]) {
		this.#refused = [];
		this.#reading += 1;
		try {
			for (const file of files) await this.#take(file);
		} finally {
			this.#reading -= 1;
		}
	}

	/** A redrawn photo as it was, with everything in it; `on` false takes it out again. */
	async withOriginal(photo: Attached, on: boolean) {
		const id = `${photo.id}-original`;
		if (!on) return this.remove(id);
		if (!photo.original || this.#files.some((one) => one.id === id)) return;
		const bytes = new Uint8Array(await photo.original.arrayBuffer());
		const { type } = photo.original;
		this.#put({ ...photo, id, type, bytes, kind: 'original', removed: [], original: null });
	}

	hasOriginal = ({ id }: Attached) => this.#files.some((one) => one.id === `${id}-original`);

	remove(id: string) {
		this.#files = this.#files.filter((one) => one.id !== id && one.id !== `${id}-original`);
		Reflect.deleteProperty(this.#uploaded, id);
	}

	forget() {
		this.#files = [];
		this.#refused = [];
		this.#arrived = {};
		this.#uploaded = {};
		this.#way = '';
	}

	/**
	 * Seals and sends what is not there yet. @returns what the signed body says of each file, and the parts' ids
	 * @throws Problem of the line: what had arrived is not sent again
	 */
	async send(way: Way): Promise<{ refs: PartRef[]; ids: string[] }> {
		const mark = `${way.room.tip} ${way.proof}`;
		if (mark !== this.#way) {
			this.#uploaded = {};
			this.#arrived = {};
			this.#way = mark;
		}
		const refs: PartRef[] = [];
		for (const [at, file] of this.#files.entries()) refs.push(await this.#sendOne(file, at, way));
		return { refs, ids: refs.flatMap(({ parts }) => parts.map(({ id }) => id)) };
	}

	async #sendOne(file: Attached, at: number, { room, lookupHash, proof }: Way) {
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
		for await (const { sealed, sha256 } of cipher.cut(bytes, room.room.recipient)) {
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

	async #take(file: File) {
		try {
			const drawn = await this.#doors.redraw(file);
			const bytes = drawn?.bytes ?? new Uint8Array(await file.arrayBuffer());
			this.#put({
				id: crypto.randomUUID(),
				known: file.name,
				type: drawn?.type ?? (file.type || 'application/octet-stream'),
				bytes,
				kind: drawn ? 'redrawn' : 'file',
				removed: drawn?.removed ?? [],
				original: drawn ? file : null
			});
		} catch {
			// The file was moved or may not be read; the others go on.
			this.#refused = [...this.#refused, { known: file.name, code: 'unreadable' }];
		}
	}

	#put(file: Attached) {
		const code =
			this.count >= MOST_FILES
				? 'too_many'
				: this.bytes + file.bytes.length > MOST_BYTES ||
					  this.#weight + weightOf(file.bytes.length) > QUOTA
					? 'too_large'
					: null;
		if (code) this.#refused = [...this.#refused, { known: file.known, code }];
		else this.#files = [...this.#files, file];
	}
}
