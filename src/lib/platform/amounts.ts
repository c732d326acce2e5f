/** Whole đồng as people write them down and as papers say them, "Bằng chữ". Nothing that would have to be guessed is read. */
import { readAmount } from './typed.ts';

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const scales = [
	{ word: 'tỷ', size: 1_000_000_000 },
	{ word: 'triệu', size: 1_000_000 },
	{ word: 'nghìn', size: 1_000 },
	{ word: '', size: 1 }
] as const;
/** The largest that one entry of a ledger may be. */
const MOST = 100_000_000_000;

const lastWord = (digit: number, tens: number): string => {
	if (digit === 1 && tens > 1) return 'mốt';
	if (digit === 5 && tens > 0) return 'lăm';
	return digits[digit]!;
};

/** Below a thousand; `full` says hundreds that are not there, as a group inside a larger number does. */
function groupWords(value: number, full: boolean): string[] {
	const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
	const said = hundreds > 0 || full ? [digits[hundreds]!, 'trăm'] : [];
	if (tens === 0 && ones > 0 && said.length > 0) said.push('lẻ');
	if (tens === 1) said.push('mười');
	if (tens > 1) said.push(digits[tens]!, 'mươi');
	if (ones > 0) said.push(lastWord(ones, tens));
	return said;
}

function numberWords(dong: number, full: (scale: string) => boolean): string {
	if (dong === 0) return digits[0]!;
	const said: string[] = [];
	let left = dong;
	for (const { word, size } of scales) {
		const group = Math.floor(left / size);
		left -= group * size;
		if (group > 0) said.push(...groupWords(group, said.length > 0 && full(word)), word);
	}
	return said.filter(Boolean).join(' ');
}

/** `1250000` → "Một triệu hai trăm năm mươi nghìn đồng", in Vietnamese whatever the page speaks: papers of the fund do. */
export function dongWords(dong: number): string {
	const words = `${numberWords(dong, () => true)} đồng`;
	return words[0]!.toUpperCase() + words.slice(1);
}

const spelled: Readonly<Record<string, string>> = {
	ngàn: 'nghìn',
	tỉ: 'tỷ',
	linh: 'lẻ',
	bẩy: 'bảy',
	nhăm: 'lăm',
	tư: 'bốn'
};
const halves: Readonly<Record<string, string>> = {
	tỷ: 'năm trăm triệu',
	triệu: 'năm trăm nghìn',
	nghìn: 'năm trăm'
};
const sizes: Readonly<Record<string, number>> = {
	...{ tỷ: 1_000_000_000, tỉ: 1_000_000_000, triệu: 1_000_000, tr: 1_000_000 },
	...{ nghìn: 1_000, ngàn: 1_000, k: 1_000 }
};

/** A number in words is taken only where saying the number gives these very words again. */
function readWords(text: string): number | null {
	const words = text
		.split(' ')
		.map((word) => spelled[word] ?? word)
		.join(' ')
		.replace(/(tỷ|triệu|nghìn) rưỡi$/, (_, scale: string) => `${scale} ${halves[scale]}`);
	let [total, group, digit] = [0, 0, 0];
	for (const word of words.split(' ')) {
		const at = digits.indexOf(word);
		if (at >= 0) digit = at;
		else if (word === 'mốt' || word === 'lăm') digit = word === 'mốt' ? 1 : 5;
		else if (word === 'mười') group += 10;
		else if (word === 'mươi' || word === 'trăm') {
			group += digit * (word === 'mươi' ? 10 : 100);
			digit = 0;
		} else if (word in sizes) {
			total += (group + digit) * sizes[word]!;
			group = digit = 0;
		} else if (word !== 'lẻ') return null;
	}
	const value = total + group + digit;
	const known = [numberWords(value, () => true), numberWords(value, (scale) => scale === '')];
	return known.includes(words) ? value : null;
}

/** "1,5" and "1.5" are one and a half; "1.500" is fifteen hundred; "1,500" could be either. Thousandths, to stay whole. */
function thousandths(typed: string): number | null {
	const half = /^(\d{1,6})[.,](\d{1,2})$/.exec(typed);
	if (half) return Number(half[1]) * 1000 + Number(half[2]!.padEnd(3, '0'));
	return /^\d{1,6}$|^\d{1,3}\.\d{3}$/.test(typed) ? Number(typed.replace('.', '')) * 1000 : null;
}

/** "2 triệu 500 nghìn": each unit smaller than the one before it, each part smaller than that. */
function readUnits(text: string): number | null {
	const parts = [...text.matchAll(/(\d[\d.,]*) ?(tỷ|tỉ|triệu|tr|nghìn|ngàn|k)(?= |$|\d)/g)];
	if (parts.length === 0 || parts.map(([whole]) => whole).join(' ') !== text) return null;
	let [total, before] = [0, Infinity];
	for (const [, number, unit] of parts) {
		const [count, size] = [thousandths(number!), sizes[unit!]!];
		if (count === null || size >= before) return null;
		const part = (count * size) / 1000;
		if (part === 0 || part >= before) return null;
		total += part;
		before = size;
	}
	return total;
}

/** "1.500.000", "1,5 triệu", "500k", "một triệu rưỡi" → whole đồng; null for nought, too much, and what may mean two things. */
export function readDong(typed: string): number | null {
	const text = typed
		.normalize('NFC')
		.toLowerCase()
		.replace(/[\s\u00a0]+/g, ' ')
		.trim()
		.replace(/ ?(?:đồng|vnđ|vnd|đ)$/, '');
	const value = readAmount(text) ?? readUnits(text) ?? readWords(text);
	return value !== null && value >= 1 && value <= MOST ? value : null;
}
