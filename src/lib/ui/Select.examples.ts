import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Thường',
		props: {
			name: 's1',
			label: 'Xã, phường trước đây',
			value: '',
			empty: 'Chọn xã, phường',
			options: [
				{ value: 'a', label: 'Phổ Ninh', group: 'Phường' },
				{ value: 'b', label: 'Phổ Hòa', group: 'Phường' },
				{ value: 'c', label: 'Phổ Nhơn', group: 'Xã' }
			]
		}
	},
	{
		title: 'Lỗi',
		props: {
			name: 's2',
			label: 'Thôn, tổ dân phố',
			value: '',
			error: 'Chọn thôn, tổ dân phố.',
			empty: 'Chọn',
			options: [{ value: 'a', label: 'Tổ dân phố 1' }]
		}
	}
];
