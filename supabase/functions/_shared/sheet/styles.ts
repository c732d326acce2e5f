import { readXml } from './xml.ts';

/** Number formats of the standard that show days or times. */
const builtIn = (id: number) =>
	(id >= 14 && id <= 22) ||
	(id >= 27 && id <= 36) ||
	(id >= 45 && id <= 47) ||
	(id >= 50 && id <= 58);

/** Whether a format's own code shows a day: a d, m or y outside quotes and brackets. */
export function showsDay(code: string): boolean {
	return /[dmy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general/gi, ''));
}

/** Which styles of a workbook show a number as a day, by their place. */
export function dayStyles(xml: string | undefined): boolean[] {
	const own = new Map<number, boolean>();
	const styles: boolean[] = [];
	let inCells = false;
	if (xml === undefined) return styles;
	readXml(xml, {
		open(name, attribute) {
			if (name === 'numFmt')
				own.set(Number(attribute('numFmtId')), showsDay(attribute('formatCode') ?? ''));
			if (name === 'cellXfs') inCells = true;
			if (name !== 'xf' || !inCells) return;
			const id = Number(attribute('numFmtId') ?? 0);
			styles.push(own.get(id) ?? builtIn(id));
		},
		close(name) {
			if (name === 'cellXfs') inCells = false;
		}
	});
	return styles;
}
