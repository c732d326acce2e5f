import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Chỉ thấy khi in', words: 'Phiếu đi nhà, thứ Bảy, 28/11.' }
];
