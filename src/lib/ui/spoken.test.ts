import { describe, expect, it } from 'vitest';
import { ownVoice } from './spoken.ts';

const voice = (lang: string, localService = true) => ({ lang, localService });

describe('the voice that reads a page aloud', () => {
	it('is a Vietnamese one of the device, however the device writes that', () => {
		for (const lang of ['vi-VN', 'vi_VN', 'vi', 'VI-vn'])
			expect(ownVoice([voice('en-US'), voice(lang)])?.lang).toBe(lang);
	});

	it('is nobody’s where the words would be sent to a company, or where none speaks Vietnamese', () => {
		expect(ownVoice([voice('vi-VN', false), voice('en-GB')])).toBeUndefined();
		expect(ownVoice([voice('vie-x'), voice('ovi')])).toBeUndefined();
		expect(ownVoice([])).toBeUndefined();
	});
});
