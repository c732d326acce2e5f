import { cleanLine, lengthOf, textProblem } from '../text/characters.ts';
import { addDays, isDay, localDay } from '../days/format.ts';
import { readAmount } from './amounts.ts';
import { balanced } from './balances.ts';
import {
	REFERENCE_MAX,
	StatementError,
	TEXT_MAX,
	type Fault,
	type FaultCode,
	type FieldName,
	type Read,
	type StatementLine
} from './shapes.ts';

/** Whether a text is OFX, in SGML (1.x) or XML (2.x). */
export const isOfx = (text: string): boolean =>
	/^\s*(?:OFXHEADER\s*:|(?:<\?[^>]*>\s*)*<OFX>)/i.test(text.replace(/^\ufeff/, ''));

/**
 * The movements of an OFX file. Elements of SGML need no end; blocks have one in both, and a file that was cut lacks some.
 * @throws StatementError `cut`, `several_accounts`, `other_currency`, `other_kind`, `no_lines`
 */
export function readOfx(text: string, today: string): Read {
	// Entities that a file defines itself can grow without end; no bank defines any.
	if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new StatementError('other_kind');
	const blocks = /<\/?(STMTRS|CCSTMTRS|INVSTMTRS|STMTTRN|OFX|BANKTRANLIST)>/gi;
	const counts = new Map<string, number>();
	for (const [tag] of text.matchAll(blocks))
		counts.set(tag.toUpperCase(), (counts.get(tag.toUpperCase()) ?? 0) + 1);
	const of = (tag: string) => counts.get(tag) ?? 0;
	if (of('<OFX>') !== 1 || of('</OFX>') !== 1)
		throw new StatementError('cut', lineAt(text, text.length));
	for (const tag of ['STMTTRN', 'BANKTRANLIST', 'STMTRS'])
		if (of(`<${tag}>`) !== of(`</${tag}>`))
			throw new StatementError('cut', lineAt(text, text.length));
	if (of('<CCSTMTRS>') + of('<INVSTMTRS>') > 0 || of('<STMTRS>') === 0)
		throw new StatementError('other_kind');
	if (of('<STMTRS>') > 1) throw new StatementError('several_accounts');
	const file = elements(text);
	const currency = file.get('CURDEF') ?? 'VND';
	if (currency.toUpperCase() !== 'VND') throw new StatementError('other_currency');
	return movements(text, file, today);
}

type Elements = ReadonlyMap<string, string>;

function movements(text: string, file: Elements, today: string): Read {
	const faults: Fault[] = [];
	const lines: StatementLine[] = [];
	const seen = new Set<string>();
	const counted = lineCounter(text);
	for (const found of text.matchAll(/<STMTTRN>([\s\S]*?)<\/STMTTRN>/gi)) {
		const line = counted(found.index);
		const said = elements(found[1]!);
		const of = (name: string) => said.get(name) ?? '';
		const fail = (field: FieldName, code: FaultCode, typed: string) =>
			void faults.push({ line, field, code, typed: typed.slice(0, 60) });
		const day = dayOf(of('DTPOSTED'));
		if (day === null) fail('day', of('DTPOSTED') ? 'not_a_day' : 'required', of('DTPOSTED'));
		else if (day > today) fail('day', 'in_future', of('DTPOSTED'));
		const amount = readAmount(of('TRNAMT'));
		if ('fault' in amount) fail('amount', amount.fault, of('TRNAMT'));
		else if (!amount.dong) fail('amount', 'required', of('TRNAMT'));
		const id = cleanLine(of('FITID'));
		if (id !== '' && seen.has(id)) fail('reference', 'repeated', id);
		seen.add(id);
		const [name, memo] = [cleanLine(of('NAME')), cleanLine(of('MEMO'))];
		const words = memo.startsWith(name) ? memo : [name, memo].filter(Boolean).join(' ');
		for (const [field, typed, most] of [
			['text', words, TEXT_MAX],
			['reference', id, REFERENCE_MAX]
		] as const) {
			const problem = textProblem(typed, most, false);
			if (problem && problem !== 'required') fail(field, problem, typed);
		}
		lines.push({
			line,
			day: day ?? '',
			amount: 'dong' in amount ? (amount.dong ?? 0) : 0,
			text: words,
			reference: lengthOf(id) === 0 ? null : id,
			balance: null
		});
	}
	if (faults.length > 0) return { statement: null, left: [], faults };
	if (lines.length === 0) throw new StatementError('no_lines');
	const [from, to] = [dayOf(file.get('DTSTART') ?? ''), dayOf(file.get('DTEND') ?? '')];
	const covers = from !== null && to !== null && from <= to ? { from, to } : null;
	const closing = closingOf(text, lines, to);
	return { left: [], ...balanced(lines, { opening: null, closing, covers }) };
}

/** What was there in the end; a balance of a later moment than the last movement's day and the next says nothing of them. */
function closingOf(
	text: string,
	lines: readonly StatementLine[],
	end: string | null
): number | null {
	const block = /<LEDGERBAL>([\s\S]*?)(?:<\/LEDGERBAL>|<AVAILBAL>|<\/STMTRS>)/i.exec(text)?.[1];
	if (!block) return null;
	const said = elements(block);
	const amount = readAmount(said.get('BALAMT') ?? '');
	const day = dayOf(said.get('DTASOF') ?? '');
	const last = lines.reduce((latest, line) => (line.day > latest ? line.day : latest), '');
	if ('fault' in amount || day === null || day < last) return null;
	// The list of movements goes to that day, so that none is missing between its last one and the balance.
	const covered = end !== null && addDays(end, 1) >= day;
	return day > last && !covered ? null : amount.dong;
}

const entities: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' '
};
const decoded = (text: string): string =>
	text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, dec, hex, name) => {
		const code = dec ? Number(dec) : hex ? parseInt(hex, 16) : NaN;
		if (name) return entities[String(name).toLowerCase()] ?? whole;
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});

/** Elements with their values, the first of each name. */
function elements(text: string): Elements {
	const said = new Map<string, string>();
	for (const [, name, cdata, plain] of text.matchAll(
		/<([A-Z0-9.]+)>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))/gi
	)) {
		const key = name!.toUpperCase();
		const value = (cdata ?? decoded(plain ?? '')).trim();
		if (value !== '' && !said.has(key)) said.set(key, value);
	}
	return said;
}

/**
 * 20261130170000.000[0:GMT] → 2026-12-01: a moment with a zone is a day in Việt Nam, one without is a day as it stands.
 */
export function dayOf(typed: string): string | null {
	const found =
		/^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(?:\.\d+)?)?)?(?:\[([+-]?\d{1,2}(?:\.\d+)?)(?::[^\]]*)?\])?$/.exec(
			typed.trim()
		);
	if (!found) return null;
	const [, year, month, day, hours = '0', minutes = '0', seconds = '0', zone] = found;
	const plain = `${year}-${month}-${day}`;
	if (!isDay(plain)) return null;
	if (zone === undefined) return plain;
	const since = (Number(hours) - Number(zone)) * 3600 + Number(minutes) * 60 + Number(seconds);
	return localDay(new Date(Date.parse(`${plain}T00:00:00Z`) + since * 1000));
}

/** Numbers of lines for places that only go forwards. */
function lineCounter(text: string): (at: number) => number {
	let line = 1;
	let from = 0;
	return (at) => {
		for (; from < at; from++) if (text.charCodeAt(from) === 10) line++;
		return line;
	};
}
const lineAt = (text: string, at: number): number => lineCounter(text)(at);
