import type { ReactNode } from 'react';
import { type ButtonProps as AriaButtonProps, Button as AriaButton } from 'react-aria-components';

/** `main` for the one thing a view is for, `plain` for the rest, `quiet` inside tools, `inline` within a sentence, `bad` for what removes data. */
export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  look?: 'main' | 'plain' | 'quiet' | 'inline' | 'bad';
  /** Icon before the words. */
  icon?: ReactNode;
  /** Without children the button is a square and needs `aria-label`. */
  children?: ReactNode;
}

/** A button. Works by mouse, touch, keyboard and screen reader through react-aria. */
export function Button({ look = 'plain', icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button ${look}${children === undefined ? ' square' : ''}`}>
      {icon}
      {children}
    </AriaButton>
  );
}
