// The look of Mantine's components where the tokens alone do not give it: sizes, weights, and what floats.
import type { MantineThemeComponents } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { createElement } from 'react';
import styles from './theme-components.module.css';

const CONTROL = 'var(--control-h)';
const POP = { radius: 'var(--radius-pop)', shadow: 'md' } as const;
const TRANSITION = { duration: 160, timingFunction: 'var(--ease)' } as const;

const input = {
  defaultProps: { size: 'sm' },
  classNames: {
    wrapper: styles.inputWrapper,
    input: styles.input,
    label: styles.label,
    error: styles.message,
    description: styles.message,
  },
};
const select = {
  ...input,
  defaultProps: {
    size: 'sm',
    allowDeselect: false,
    rightSection: createElement(IconChevronDown, { size: 14, stroke: 1.5 }),
    rightSectionPointerEvents: 'none',
    rightSectionWidth: 28,
    checkIconPosition: 'right',
    comboboxProps: { ...POP, transitionProps: TRANSITION },
  },
};

export const componentDefaults: MantineThemeComponents = {
  Button: {
    defaultProps: { size: 'sm', variant: 'default' },
    classNames: { root: styles.button, section: styles.buttonSection },
    vars: () => ({
      root: { '--button-height': CONTROL, '--button-padding-x': '11px', '--button-fz': 'var(--fs-body)' },
    }),
  },
  ActionIcon: {
    defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
    classNames: { root: styles.actionIcon },
  },
  CloseButton: { defaultProps: { size: 24, iconSize: 16, 'aria-label': 'Close' } },
  Input: input,
  InputWrapper: {
    classNames: { label: styles.label, error: styles.message, description: styles.message },
  },
  TextInput: input,
  NumberInput: { ...input, defaultProps: { size: 'sm', hideControls: true } },
  Textarea: {
    defaultProps: { size: 'sm' },
    classNames: { label: styles.label, input: styles.textarea },
  },
  Select: select,
  MultiSelect: { ...select, defaultProps: { ...select.defaultProps, allowDeselect: true } },
  Autocomplete: {
    ...input,
    defaultProps: { size: 'sm', comboboxProps: { ...POP, transitionProps: TRANSITION } },
  },
  SegmentedControl: {
    defaultProps: { size: 'sm', transitionDuration: 90, transitionTimingFunction: 'var(--ease)' },
    classNames: {
      root: styles.segments,
      control: styles.segment,
      label: styles.segmentLabel,
      indicator: styles.segmentIndicator,
    },
  },
  Checkbox: { defaultProps: { size: 14 }, classNames: { input: styles.checkbox } },
  Radio: { defaultProps: { size: 'xs' } },
  Switch: { defaultProps: { size: 'xs' } },
  Slider: {
    defaultProps: { size: 3, thumbSize: 13, color: 'accent' },
    classNames: {
      thumb: styles.thumb,
      track: styles.track,
      mark: styles.mark,
      markLabel: styles.markLabel,
    },
  },
  Progress: { defaultProps: { size: 3, radius: 2 }, classNames: { root: styles.progress } },
  Tooltip: {
    defaultProps: {
      openDelay: 400,
      multiline: true,
      maw: 320,
      transitionProps: { duration: 90 },
      events: { hover: true, focus: true, touch: false },
    },
    classNames: { tooltip: styles.tooltip },
  },
  HoverCard: { defaultProps: { ...POP, transitionProps: TRANSITION, openDelay: 200 } },
  Popover: {
    defaultProps: { ...POP, transitionProps: TRANSITION },
    classNames: { dropdown: styles.dropdown },
  },
  Menu: {
    defaultProps: { ...POP, transitionProps: TRANSITION },
    classNames: { dropdown: styles.dropdown, item: styles.menuItem, label: styles.menuLabel },
  },
  Modal: {
    defaultProps: {
      ...POP,
      centered: true,
      transitionProps: TRANSITION,
      closeButtonProps: { 'aria-label': 'Close' },
    },
    classNames: { title: styles.layerTitle, header: styles.layerHeader, body: styles.modalBody },
  },
  Overlay: { classNames: { root: styles.scrim } },
  // A drawer made of its parts has its styles under this name, too, but its defaults under its own.
  Drawer: {
    defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
    classNames: {
      title: styles.layerTitle,
      header: styles.layerHeader,
      body: styles.drawerBody,
      content: styles.drawerContent,
    },
  },
  DrawerRoot: { defaultProps: { position: 'right', size: 704, padding: 0, transitionProps: TRANSITION } },
  Alert: {
    classNames: {
      root: styles.alert,
      icon: styles.alertIcon,
      message: styles.alertText,
      title: styles.alertTitle,
    },
  },
  Badge: {
    defaultProps: { variant: 'light', color: 'idle', radius: 'sm' },
    classNames: { root: styles.badge, label: styles.badgeLabel },
  },
  Notification: {
    classNames: {
      root: styles.toast,
      icon: styles.toastIcon,
      title: styles.toastTitle,
      description: styles.toastText,
    },
  },
  Kbd: { classNames: { root: styles.kbd } },
  Anchor: { defaultProps: { underline: 'hover' } },
  Skeleton: { defaultProps: { radius: 2 } },
};
