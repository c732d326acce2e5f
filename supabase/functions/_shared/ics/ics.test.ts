import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visitEvent } from './index.ts';

const visit = {
	uid: 'b1f0@gan-dan',
	sequence: 2,
	stamp: new Date('2026-11-23T07:00:00.500Z'),
	day: '2026-11-28',
	from: 450,
	to: 570,
	summary: 'Công an đến nhà làm căn cước'
};
const unfolded = (file: string): string[] => file.replace(/\r\n /g, '').split('\r\n');

it('the window stands in the calendar at the right time, wherever its owner is', () => {
	const file = unfolded(visitEvent(visit));
	expect(file).toContain('DTSTART:20261128T003000Z');
	expect(file).toContain('DTEND:20261128T023000Z');
	expect(file).toContain('DTSTAMP:20261123T070000Z');
	expect(file).toContain('SEQUENCE:2');
	expect(file).toContain('UID:b1f0@gan-dan');
	expect(file).toContain('METHOD:PUBLISH');
	expect(file.at(-1)).toBe('');
});

it('a cancelled visit takes its entry away', () => {
	const file = unfolded(visitEvent({ ...visit, sequence: 3, cancelled: true }));
	expect(file).toContain('METHOD:CANCEL');
	expect(file).toContain('STATUS:CANCELLED');
});

it('commas, semicolons and new lines of an address stay text', () => {
	const file = unfolded(
		visitEvent({ ...visit, location: 'Thôn An Thổ; xã Phổ An,\r\ncổng xanh \\ BEGIN' })
	);
	expect(file).toContain('LOCATION:Thôn An Thổ\\; xã Phổ An\\,\\ncổng xanh \\\\ BEGIN');
});

it('no text makes a line longer than 75 octets, breaks a letter, or adds a line of its own', () => {
	const octets = new TextEncoder();
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (description) => {
			const file = visitEvent({ ...visit, description: `x${description}` });
			for (const line of file.split('\r\n'))
				expect(octets.encode(line).length).toBeLessThanOrEqual(75);
			expect(new TextDecoder('utf-8', { fatal: true }).decode(octets.encode(file))).toBe(file);
			expect(unfolded(file)).toHaveLength(unfolded(visitEvent(visit)).length + 1);
		})
	);
});
