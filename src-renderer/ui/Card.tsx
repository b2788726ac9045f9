import { type ReactNode, type Ref, useId } from 'react';

/** A titled box of the page grid. `tools` stand at the right of the title, `foot` under a hairline. */
export interface CardProps {
  title?: string;
  /** Unit and filter of what is shown, or one sentence. */
  subtitle?: ReactNode;
  tools?: ReactNode;
  foot?: ReactNode;
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

/** A card; with a title it is a named region. */
export function Card({ title, subtitle, tools, foot, ref, children }: CardProps) {
  const id = useId();
  return (
    <section ref={ref} className="card" aria-labelledby={title ? id : undefined}>
      {(title || tools) && (
        <header className="card-head">
          <div className="card-titles">
            {title && <h2 id={id}>{title}</h2>}
            {subtitle && <p className="quiet small">{subtitle}</p>}
          </div>
          {tools && <div className="card-tools">{tools}</div>}
        </header>
      )}
      <div className="card-body">{children}</div>
      {foot && <footer className="card-foot small quiet">{foot}</footer>}
    </section>
  );
}
