import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Thường',
		props: {
			name: 't1',
			label: 'Chỗ dễ nhận ra',
			value: 'Sau nhà văn hóa thôn, cổng xanh',
			hint: 'Để cán bộ tìm được nhà.'
		}
	},
	{
		title: 'Lỗi',
		props: {
			name: 't2',
			label: 'Lý do trả lại',
			value: '',
			error: 'Mục này chưa được điền.',
			rows: 2
		}
	}
];
