import type { ReactNode } from 'react';

/** Small pictures of pages when they are filled, for empty states. Decoration: the words beside them say the same. */

const Frame = ({ children }: { children: ReactNode }) => (
  <svg className="picture" viewBox="0 0 240 120" aria-hidden="true">
    <rect className="picture-card" x="1" y="1" width="238" height="118" rx="10" />
    {children}
  </svg>
);

/** A line that rises over a dashed earlier one, under three figures. */
export const LinePicture = () => (
  <Frame>
    {[16, 92, 168].map((x) => (
      <rect key={x} className="picture-soft" x={x} y="14" width="56" height="18" rx="4" />
    ))}
    <path className="picture-dashed" d="M16 98 L60 92 L104 94 L148 84 L192 86 L224 80" />
    <path className="picture-line" d="M16 96 L46 84 L76 88 L106 70 L136 76 L166 58 L196 62 L224 44" />
  </Frame>
);

/** Bars of different heights. */
export const BarsPicture = () => (
  <Frame>
    {[38, 66, 52, 84, 72, 46, 58].map((height, i) => (
      <rect
        key={String(i)}
        className={i === 3 ? 'picture-fill' : 'picture-soft'}
        x={20 + i * 30}
        y={104 - height}
        width="20"
        height={height}
        rx="3"
      />
    ))}
  </Frame>
);

/** Rows with share bars. */
export const TablePicture = () => (
  <Frame>
    {[120, 92, 70, 48, 30].map((width, i) => (
      <g key={width}>
        <rect className="picture-soft" x="16" y={16 + i * 19} width="60" height="10" rx="3" />
        <rect className="picture-fill" x="92" y={16 + i * 19} width={width} height="10" rx="3" />
      </g>
    ))}
  </Frame>
);

/** Speech bubbles with a mood. */
export const MessagesPicture = () => (
  <Frame>
    {[0, 1, 2].map((i) => (
      <g key={i}>
        <rect className="picture-soft" x={16 + (i % 2) * 40} y={14 + i * 33} width="160" height="24" rx="8" />
        <circle className={i === 1 ? 'picture-warm' : 'picture-fill'} cx={32 + (i % 2) * 40} cy={26 + i * 33} r="5" />
      </g>
    ))}
  </Frame>
);
