import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Lớp phủ',
		props: { title: 'Nghe máy', open: false, onclose: () => undefined },
		words: 'Trang bên dưới giữ nguyên.'
	}
];
