import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Thường', props: { text: 'https://gandan.example.vn', label: 'Mã QR có địa chỉ cổng' } },
	{
		title: 'Lớn',
		props: { text: 'https://gandan.example.vn', label: 'Mã QR có địa chỉ cổng', size: 200 }
	}
];
