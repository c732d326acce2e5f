/** Archives that `tar` reads: entries in order, written and read as a stream. Of the format (POSIX ustar) what we need and no more. */
import { Stop } from '../stop.ts';

export type Entry = { name: string; bytes: Uint8Array };

const block = 512;
const text = new TextEncoder();
/** Nothing that we write comes near; a header that says more is damage. */
const most = 1024 ** 3;

/** A name of at most 100 bytes, or one that can be cut at a slash into 155 and 100. */
function split(name: string): [prefix: string, name: string] {
	if (text.encode(name).length <= 100) return ['', name];
	for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
		const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
		if (text.encode(prefix).length <= 155 && text.encode(rest).length <= 100) return [prefix, rest];
	}
	throw new Stop(`The name of a file is too long for an archive: ${name}`);
}

/** The bytes of one entry, a whole number of blocks. */
export function pack({ name, bytes }: Entry): Uint8Array[] {
	const head = new Uint8Array(block);
	const put = (at: number, value: string) => head.set(text.encode(value), at);
	const [prefix, rest] = split(name);
	put(0, rest);
	put(100, '0000600\0');
	put(108, '0000000\0');
	put(116, '0000000\0');
	put(124, `${bytes.length.toString(8).padStart(11, '0')}\0`);
	put(136, '00000000000\0');
	put(148, '        ');
	put(156, '0');
	put(257, 'ustar\x0000');
	put(345, prefix);
	const sum = head.reduce((total, byte) => total + byte, 0);
	put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
	return [head, bytes, new Uint8Array((block - (bytes.length % block)) % block)];
}

/** What stands after the last entry. */
export const ending = new Uint8Array(2 * block);

const damaged = () => new Stop('The backup is damaged: its archive does not read to the end.');

/** The entries of an archive, in order. Throws `Stop` where it is damaged or ends too early. */
export async function* unpack(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
	const source = stream[Symbol.asyncIterator]();
	let left = new Uint8Array(0);
	async function take(count: number): Promise<Uint8Array> {
		const parts: Uint8Array[] = [];
		let missing = count;
		while (missing > 0) {
			if (left.length === 0) {
				const next = await source.next();
				if (next.done) throw damaged();
				left = next.value as Uint8Array<ArrayBuffer>;
			}
			const part = left.subarray(0, missing);
			parts.push(part);
			left = left.subarray(part.length);
			missing -= part.length;
		}
		return Buffer.concat(parts);
	}
	for (;;) {
		const head = await take(block);
		if (head.every((byte) => byte === 0)) return;
		const word = (at: number, length: number) =>
			Buffer.from(head.subarray(at, at + length))
				.toString()
				.split('\0')[0]!;
		const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
		const size = Number.parseInt(word(124, 12), 8);
		if (Number.parseInt(word(148, 8), 8) !== sum || !(size >= 0 && size <= most)) throw damaged();
		const [prefix, name] = [word(345, 155), word(0, 100)];
		const bytes = await take(size);
		await take((block - (size % block)) % block);
		yield { name: prefix ? `${prefix}/${name}` : name, bytes };
	}
}
