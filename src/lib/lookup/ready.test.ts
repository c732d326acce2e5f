import { describe, expect, it } from 'vitest';
import { answerWords, askedOf, isMissing, missingWords, questionWords, sayReady } from './ready.ts';

const all = { power: 'yes', seat: 'yes', papers: 'yes', home: 'yes' } as const;

const asked = askedOf({});

describe('a family that is asked on the evening before', () => {
	it('says all four at once, and hears which one is still open', () => {
		expect(sayReady(all)).toEqual({ act: 'readiness', answers: all });
		const { seat: _, ...three } = all;
		expect(sayReady(three)).toEqual({
			field: 'seat',
			text: expect.stringContaining(questionWords('seat'))
		});
		expect(sayReady({})).toMatchObject({ field: 'power' });
	});

	it('reads each question and each answer in words of its own', () => {
		expect(new Set(asked.map((name) => questionWords(name))).size).toBe(4);
		expect(new Set((['yes', 'not_yet', 'unsure'] as const).map(answerWords)).size).toBe(3);
	});

	it('hears what to do where anything is missing or unclear', () => {
		expect(isMissing(all)).toBe(false);
		for (const name of asked) {
			expect(isMissing({ ...all, [name]: 'not_yet' })).toBe(true);
			expect(isMissing({ ...all, [name]: 'unsure' })).toBe(true);
		}
		const unit = { code: '21439', police_name: 'Công an phường', hotline: '0255 000 000' };
		expect(missingWords({ ...unit, hotline_sure: true })).toContain('0255 000 000');
		expect(missingWords({ ...unit, hotline_sure: false })).not.toContain('0255 000 000');
		expect(missingWords({ ...unit, hotline: null, hotline_sure: false })).not.toContain('null');
	});
});
