import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Chỉ thấy khi in, có số ở chân tờ', words: 'Sổ đọc của một hồ sơ.' }
];
