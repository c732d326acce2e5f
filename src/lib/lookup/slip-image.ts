/** "Phiếu tra cứu" as a picture, drawn on this device: the same words as on paper, in the reader's own typeface. */
import { encode } from 'uqr';
import { m } from '#lib/paraglide/messages';
import { formatCode } from '#shared/code/index.ts';

export type SlipFacts = {
	code: string;
	words: readonly [string, string];
	unit: { hotline: string | null; hotline_sure: boolean };
	/** Of the portal, as people type it. */
	address: string;
};

/** Paper is white and ink is black, in a gallery as on a printer. Sizes are pixels of the picture. */
const paper = '#ffffff';
const ink = '#000000';
const width = 1080;
const edge = 72;
const inside = width - 2 * edge;

type Pen = CanvasRenderingContext2D;

/** Draws top down; without a canvas to draw on it only measures. Answers where it ended. */
function draw(pen: Pen, family: string, { code, words, unit, address }: SlipFacts): number {
	let y = edge;
	const write = (text: string, size: number, { weight = 400, after = size * 0.5 } = {}) => {
		pen.font = `${weight} ${size}px ${family}`;
		for (const line of linesOf(pen, text)) {
			pen.fillText(line, edge, y + size);
			y += size * 1.4;
		}
		y += after;
	};
	pen.fillStyle = ink;
	pen.textAlign = 'start';
	write(m.site_name(), 34);
	pen.fillRect(edge, y, inside, 4);
	y += 24;
	write(m.lookup_slip(), 60, { weight: 700 });
	write(m.lookup_code(), 36, { weight: 600, after: 8 });
	y = boxes(pen, formatCode(code).split('-'), y);
	write(m.lookup_words_slip(), 36, { after: 4 });
	write(words.join(', '), 56, { weight: 700, after: 36 });
	const hotline = unit.hotline
		? `${unit.hotline}${unit.hotline_sure ? '' : ` ${m.lookup_unsure()}`}`
		: '………………………';
	write(`${m.lookup_slip_duty()} ${hotline}`, 34, { weight: 600 });
	write(m.lookup_slip_where({ address }), 34);
	write(m.lookup_fraud_police(), 34);
	write(m.lookup_fraud_code(), 34, { weight: 600, after: 28 });
	return qr(pen, address, y) + edge;
}

/** Two groups of the code in a line, each in its box, as they are copied by hand. */
function boxes(pen: Pen, groups: readonly string[], top: number): number {
	const [size, gap] = [76, 24];
	const side = (inside - gap) / 2;
	const height = size * 1.5;
	pen.font = `600 ${size}px monospace`;
	pen.lineWidth = 3;
	pen.textAlign = 'center';
	groups.forEach((group, index) => {
		const x = edge + (index % 2) * (side + gap);
		const y = top + Math.floor(index / 2) * (height + gap);
		pen.strokeRect(x, y, side, height);
		pen.fillText(group, x + side / 2, y + size * 1.1, side);
	});
	pen.textAlign = 'start';
	return top + Math.ceil(groups.length / 2) * (height + gap) + 12;
}

/** The portal's address alone, never the code. */
function qr(pen: Pen, address: string, top: number): number {
	const { data, size } = encode(address, { ecc: 'M', border: 0 });
	const dot = Math.floor(240 / size);
	data.forEach((row, y) =>
		row.forEach((dark, x) => dark && pen.fillRect(edge + x * dot, top + y * dot, dot, dot))
	);
	return top + size * dot;
}

function linesOf(pen: Pen, text: string): string[] {
	const lines = [''];
	for (const word of text.split(' ')) {
		const longer = `${lines.at(-1)} ${word}`.trim();
		if (lines.at(-1) && pen.measureText(longer).width > inside) lines.push(word);
		else lines[lines.length - 1] = longer;
	}
	return lines;
}

/** The picture as PNG; null where the device draws none. */
export async function slipImage(facts: SlipFacts, family: string): Promise<Blob | null> {
	const canvas = document.createElement('canvas');
	const pen = canvas.getContext('2d');
	if (!pen) return null;
	canvas.width = width;
	canvas.height = draw(pen, family, facts);
	// A canvas that changes its size is empty again.
	pen.fillStyle = paper;
	pen.fillRect(0, 0, canvas.width, canvas.height);
	draw(pen, family, facts);
	return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
