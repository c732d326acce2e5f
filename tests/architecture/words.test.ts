import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../../messages/en.json' with { type: 'json' };
import vi from '../../messages/vi.json' with { type: 'json' };
import { need } from '../../supabase/functions/_shared/contracts/booking.ts';

const words = (messages: object) =>
	Object.entries(messages).filter(([key]) => key !== '$schema') as [string, string][];
const vietnamese = Object.fromEntries(words(vi));
const english = Object.fromEntries(words(en));

const read = (file: string) => readFileSync(file, 'utf8');
const sources = globSync('src/**/*.{ts,svelte}').filter((file) => !file.includes('paraglide'));
const used = new Map<string, string>();
for (const file of sources) {
	for (const [, plain, quoted] of read(file).matchAll(/\bm(?:\.(\w+)|\['(\w+)'\])/g))
		used.set((plain ?? quoted)!, file);
}

const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the words of the portal', () => {
	it('everything said in Vietnamese is said in English, and the other way round', () => {
		expect(Object.keys(english).sort()).toEqual(Object.keys(vietnamese).sort());
	});

	it('no page asks for words that are not there', () => {
		expect([...used.keys()].filter((key) => !(key in vietnamese)).sort()).toEqual([]);
	});

	it('no words are kept that nobody says', () => {
		expect(Object.keys(vietnamese).filter((key) => !used.has(key))).toEqual([]);
	});

	it('both languages leave the same blanks to fill, and no sentence is empty', () => {
		for (const [key, text] of Object.entries(vietnamese)) {
			expect(blanks(english[key] ?? ''), key).toEqual(blanks(text));
			expect(text.trim(), key).not.toBe('');
			expect(english[key]?.trim(), key).not.toBe('');
		}
	});

	it('speaks calmly: no exclamation marks, no "tố cáo", no "nặc danh"', () => {
		const loud = words(vi)
			.concat(words(en))
			.filter(([, text]) => /!|tố cáo|nặc danh/i.test(text));
		expect(loud).toEqual([]);
	});

	/** What other makers call their own buttons, and words that are no label. */
	const foreign = [
		'follow_apple',
		'follow_refused',
		'follow_start_hint',
		'staff_app_install_apple'
	];
	foreign.push('staff_factor_by_hand', 'tips_inside_ios', 'unit_lead_clock_source_hint');

	it.each([
		['Vietnamese', vietnamese],
		['English', english]
	])('what a sentence names in quotation marks stands on a page: %s', (_, said) => {
		const spoken = (text: string) => text.startsWith('“');
		const shown = new Set(Object.values(said).map((text) => text.replace(/: $/, '')));
		const named = Object.entries(said)
			.filter(([key, text]) => !foreign.includes(key) && !spoken(text))
			.flatMap(([key, text]) =>
				[...text.matchAll(/“([^”{]+)”/g)].map(([, label]) => [key, label!])
			);
		expect(named.filter(([, label]) => !shown.has(label!))).toEqual([]);
	});

	it('Vietnamese is written in one form of Unicode', () => {
		for (const [key, text] of words(vi)) expect(text, key).toBe(text.normalize('NFC'));
	});
});

describe('what a household may need', () => {
	const codes = need.options;

	it('has its word on every page that lists needs', () => {
		const lists = sources.filter((file) => /m\.booking_need_(?:hands|hearing)\b/.test(read(file)));
		const lacking = (file: string) =>
			codes.filter((code) => !new RegExp(`m\\.booking_need_${code}\\b`).test(read(file)));
		expect(lists.length).toBeGreaterThan(1);
		expect(lists.map((file) => [file, lacking(file)])).toEqual(lists.map((file) => [file, []]));
	});

	it('is the same list wherever SQL holds it', () => {
		const lists = globSync('supabase/migrations/*.sql').flatMap((file) =>
			[...read(file).matchAll(/array\[\s*('old_age',[^\]]+)\]/g)].map(([, list]) => ({
				file,
				holds: [...list!.matchAll(/'(\w+)'/g)].map(([, code]) => code)
			}))
		);
		expect(lists.length).toBeGreaterThan(1);
		expect(lists).toEqual(lists.map(({ file }) => ({ file, holds: codes })));
	});
});

describe('what false officers are caught by', () => {
	const never =
		'Công an không thu tiền qua điện thoại, không hỏi mã OTP, không gửi đường dẫn, không yêu cầu cài ứng dụng hay kết bạn Zalo';
	const code = 'Không đọc mã này cho bất kỳ ai, kể cả Công an';
	/** Everything that the component itself says. */
	const saidBy = (file: string) =>
		[...read(file).matchAll(/\bm\.(\w+)/g)].map(([, key]) => vietnamese[key!]).join('\n');

	it.each([
		'src/lib/lookup/FraudWarning.svelte',
		'src/lib/lookup/Slip.svelte',
		'src/lib/queue/CallScript.svelte'
	])('is said by %s in the same words', (file) => {
		expect(saidBy(file)).toContain(never);
		expect(saidBy(file)).toContain(code);
	});

	it('is on the paper of the visit too, which has no code to speak of', () => {
		expect(saidBy('src/lib/booking/BookingSlip.svelte')).toContain(never);
	});
});

describe('the words for refusals', () => {
	/** The map is read as text: a test needs no language to be chosen. */
	const keysOf = (file: string) =>
		[...read(file).matchAll(/^\t(\w+): m\./gm)].map(([, key]) => key!);
	const worded = new Set([
		...keysOf('src/lib/platform/problem-words.ts'),
		...keysOf('src/lib/platform/desk-problem.ts'),
		...keysOf('src/lib/platform/field-words.ts')
	]);
	/** What only a broken or foreign program ever meets: the general sentence is enough. */
	const general = ['failed', 'method', 'not_json', 'unknown_action'];

	it('whatever SQL or an edge function refuses, a person can read why', () => {
		const files = [
			...globSync('supabase/migrations/*.sql'),
			...globSync('supabase/functions/**/*.ts').filter((file) => !file.includes('.test.'))
		];
		const said = files.flatMap((file) =>
			[...read(file).matchAll(/(?:refuse|Refusal)\(\s*\d{3},\s*'([a-z_]+)'/g)].map(
				([, code]) => code!
			)
		);
		expect(said.length).toBeGreaterThan(20);
		expect(
			[...new Set(said)].filter((code) => !worded.has(code) && !general.includes(code))
		).toEqual([]);
	});
});
