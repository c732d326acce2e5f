import { MOST_BYTES, MOST_FILES, type Attached, type Held, type Refused } from './attached.ts';
import { nameOf } from './file-name.ts';
import { PartsOnWay, type PartsDoors, type SentFiles, type Way } from './parts-on-way.svelte.ts';
import type { Redrawn, Undrawn } from './redraw.ts';
import { MOST_PARTS, partsOf, QUOTA, weightOf } from './weight.ts';

type Doors = PartsDoors & { redraw(file: Blob): Promise<Redrawn | Undrawn | null> };

/** Files of one tip or of one later message: in memory until "Gửi". All limits hold for the tip as a whole. */
export class Attachments {
	#doors: Doors;
	/** Sizes of what went with the tip before. */
	#before: readonly number[];
	#way: PartsOnWay;
	#files = $state.raw<Attached[]>([]);
	#held = $state.raw<Held[]>([]);
	#refused = $state.raw<Refused[]>([]);
	#reading = $state(0);

	constructor(doors: Doors, before: readonly { bytes: number }[] = []) {
		this.#doors = doors;
		this.#before = before.map(({ bytes }) => bytes);
		this.#way = new PartsOnWay(doors);
	}

	get files(): readonly Attached[] {
		return this.#files;
	}
	/** Photos that wait for the sender's word. */
	get held(): readonly Held[] {
		return this.#held;
	}
	get refused(): readonly Refused[] {
		return this.#refused;
	}
	/** Photos are being drawn anew. */
	get reading(): boolean {
		return this.#reading > 0;
	}
	get ids(): readonly string[] {
		return this.#files.map(({ id }) => id);
	}
	get count(): number {
		return this.#files.length;
	}
	/** Of everything that goes with the tip, what went before included. */
	get total(): { count: number; bytes: number } {
		const sizes = this.#sizes;
		return { count: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
	}
	/** Bytes that a message takes to name these files with the hashes of their parts. */
	get told(): number {
		const part = { id: ' '.repeat(36), sha256: ' '.repeat(64) };
		const refs = this.#files.map(({ type, bytes: { length }, kind }, at) => {
			const parts = Array.from({ length: partsOf(length) }, () => part);
			return { name: nameOf(type, this.#before.length + at), type, bytes: length, kind, parts };
		});
		return refs.length ? JSON.stringify({ parts: refs }).length : 0;
	}

	arrived = (file: Attached): number => this.#way.arrived(file);

	/** Takes what fits; the rest is in `refused`, and what needs a word in `held`. */
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

	/** A photo that could not be drawn anew goes as it is: the sender has said so. */
	async keep({ id, file, type }: Held) {
		this.drop(id);
		this.#refused = [];
		await this.#reads(file, async () => {
			const bytes = new Uint8Array(await file.arrayBuffer());
			this.#put({ id, known: file.name, type, bytes, kind: 'file', removed: [], original: null });
		});
	}

	/** A held photo does not go. */
	drop(id: string) {
		this.#held = this.#held.filter((one) => one.id !== id);
	}

	remove(id: string) {
		this.#files = this.#files.filter((one) => one.id !== id && one.id !== `${id}-original`);
		this.#way.drop(id);
	}

	/** These are with the tip now: whatever comes next is counted on top of them. */
	delivered(ids: readonly string[]) {
		const gone = this.#files.filter(({ id }) => ids.includes(id));
		this.#before = [...this.#before, ...gone.map(({ bytes }) => bytes.length)];
		this.#files = this.#files.filter(({ id }) => !ids.includes(id));
		this.#way.forget();
	}

	forget() {
		this.#files = [];
		this.#held = [];
		this.#refused = [];
		this.#way.forget();
	}

	/** Seals and sends what is not there yet. @throws Problem of the line: what had arrived is not sent again */
	send(way: Way): Promise<SentFiles> {
		return this.#way.send(this.#files, way, this.#before.length);
	}

	get #sizes(): number[] {
		return [...this.#before, ...this.#files.map(({ bytes }) => bytes.length)];
	}

	async #take(file: File) {
		await this.#reads(file, async () => {
			const id = crypto.randomUUID();
			const seen = await this.#doors.redraw(file);
			if (seen && !('bytes' in seen)) {
				this.#held = [...this.#held, { ...seen, id, file }];
				return;
			}
			const common = { id, known: file.name };
			if (seen) this.#put({ ...common, ...seen, kind: 'redrawn', original: file });
			else {
				const bytes = new Uint8Array(await file.arrayBuffer());
				const type = file.type || 'application/octet-stream';
				this.#put({ ...common, type, bytes, kind: 'file', removed: [], original: null });
			}
		});
	}

	async #reads(file: File, work: () => Promise<void>) {
		try {
			await work();
		} catch {
			// The file was moved or may not be read; the others go on.
			this.#refuse(file.name, 'unreadable');
		}
	}

	#put(file: Attached) {
		const sizes = [...this.#sizes, file.bytes.length];
		const sum = (of: (bytes: number) => number) => sizes.reduce((all, one) => all + of(one), 0);
		if (sizes.length > MOST_FILES) return this.#refuse(file.known, 'too_many');
		const fits =
			sum((bytes) => bytes) <= MOST_BYTES && sum(weightOf) <= QUOTA && sum(partsOf) <= MOST_PARTS;
		if (!fits) return this.#refuse(file.known, 'too_large');
		this.#files = [...this.#files, file];
	}

	#refuse(known: string, code: Refused['code']) {
		this.#refused = [...this.#refused, { known, code }];
	}
}
