import { unzipSync } from 'fflate';
import { BookError } from './grid.ts';

/** What unpacked files may come to: beyond it the zip was made to fill a memory. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** The files of a workbook that are read, and how many pictures were left in it. @throws BookError `broken`, `too_large` */
export function unpack(bytes: Uint8Array): { files: Map<string, string>; pictures: number } {
	let pictures = 0;
	let size = 0;
	try {
		const found = unzipSync(bytes, {
			filter: ({ name, originalSize }) => {
				if (/^xl\/media\//i.test(name)) pictures++;
				if (!/^\[Content_Types\]\.xml$|^xl\/.*\.(xml|rels)$/i.test(name)) return false;
				if (/^xl\/(drawings|charts|theme|pivot|externalLinks)/i.test(name)) return false;
				size += originalSize;
				if (size > MOST_UNPACKED) throw new BookError('too_large');
				return true;
			}
		});
		const utf8 = new TextDecoder();
		const files = Object.entries(found).map(([name, file]) => [name, utf8.decode(file)] as const);
		return { files: new Map(files), pictures };
	} catch (error) {
		throw error instanceof BookError ? error : new BookError('broken', error);
	}
}
