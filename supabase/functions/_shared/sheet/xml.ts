import { Parser } from 'saxen';
import { BookError } from './grid.ts';

type Heard = {
	/** Names without their prefix: some writers put `x:` before every one. */
	open?(name: string, attribute: (name: string) => string | undefined): void;
	close?(name: string): void;
	text?(text: string): void;
};

/** Reads XML from its beginning to its end. @throws BookError `broken` */
export function readXml(xml: string, { open, close, text }: Heard): void {
	// No file of a spreadsheet has a document type; one that does wants entities to grow without end.
	if (/<!DOCTYPE/i.test(xml)) throw new BookError('broken');
	const bare = (name: string) => name.slice(name.indexOf(':') + 1);
	const failed = new Parser()
		.on('openTag', (name, attributes, decode) => {
			let known: Record<string, string> | null = null;
			open?.(bare(name), (wanted) => {
				known ??= attributes();
				const value = known[wanted];
				return value === undefined ? undefined : decode(value);
			});
		})
		.on('closeTag', (name) => close?.(bare(name)))
		.on('text', (said, decode) => text?.(decode(said)))
		.on('cdata', (said) => text?.(said))
		.on('error', (error) => {
			throw new BookError('broken', error);
		})
		.parse(xml);
	if (failed) throw new BookError('broken', failed);
}
