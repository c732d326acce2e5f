import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Bảng',
		props: {
			caption: 'Người được phục vụ',
			rowKey: 'name',
			columns: [
				{ key: 'name', label: 'Họ và tên' },
				{ key: 'birth', label: 'Năm sinh', numeric: true },
				{ key: 'needs', label: 'Cần báo trước' },
				{ key: 'minutes', label: 'Phút', numeric: true }
			],
			rows: [
				{ name: 'Trần Thị Sen', birth: 1944, needs: 'Nằm giường, vân tay mờ', minutes: 40 },
				{ name: 'Lê Văn Mười', birth: 1941, needs: 'Nghe kém', minutes: 30 }
			]
		}
	}
];
