/** A plain POSIX archive (ustar) of a few files, which `tar` opens everywhere. */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

const BLOCK = 512;

/** Names are ASCII, up to 100 letters. */
export interface TarFile {
	path: string;
	bytes: Uint8Array;
}

/** @param at when the files are said to be from; anybody who may read them may know the hour */
export function tar(files: readonly TarFile[], at: Date): Uint8Array {
	const blocks = files.flatMap(({ path, bytes }) => [
		headerOf(path, bytes.length, at),
		bytes,
		new Uint8Array(-bytes.length & (BLOCK - 1))
	]);
	return concatBytes(...blocks, new Uint8Array(2 * BLOCK));
}

function headerOf(path: string, length: number, at: Date): Uint8Array {
	const header = new Uint8Array(BLOCK);
	const write = (text: string, offset: number) => header.set(utf8ToBytes(text), offset);
	const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
	write(path, 0);
	write(`${octal(0o600, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
	write(`${octal(length, 11)}\0${octal(Math.floor(at.getTime() / 1000), 11)}\0`, 124);
	// The sum is taken with blanks in its own place.
	write('        0', 148);
	write('ustar\x0000', 257);
	const sum = header.reduce((total, byte) => total + byte, 0);
	write(`${octal(sum, 6)}\0 `, 148);
	return header;
}
