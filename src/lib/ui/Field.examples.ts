import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Thường', props: { name: 'f1', label: 'Họ và tên', value: 'Trần Thị Sen' } },
	{
		title: 'Gợi ý',
		props: {
			name: 'f2',
			label: 'Số điện thoại',
			value: '',
			hint: 'Ví dụ: 0900 000 100',
			width: 'medium',
			attributes: { type: 'tel', autocomplete: 'tel' }
		}
	},
	{
		title: 'Không bắt buộc',
		props: { name: 'f3', label: 'Số căn cước cũ', value: '', optional: true, width: 'medium' }
	},
	{
		title: 'Lỗi',
		props: {
			name: 'f4',
			label: 'Số điện thoại',
			value: '09000',
			error: 'Số điện thoại chưa đúng. Ví dụ: 0900 000 100.',
			width: 'medium'
		}
	}
];
