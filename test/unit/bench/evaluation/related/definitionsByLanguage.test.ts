// That definitions are found in languages of other shapes, by the fields that all grammars share.
import assert from 'node:assert/strict';
import { CandidateIndex } from '../../../../../bench/evaluation/related/candidateIndex.ts';
import { foldDefinition } from '../../../../../bench/evaluation/related/foldDefinition.ts';
import { loadGrammars } from './relatedFiles.ts';

type Row = readonly [
  title: string,
  source: string,
  expected: readonly (readonly [name: string, folded: string])[],
];

const others: Readonly<Record<string, Row>> = {
  go: [
    'functions, methods, types, constants',
    'package main\n\nimport "fmt"\n\n// Doc\ntype Server struct {\n\tPort int\n}\n\nfunc (s *Server) Start(ctx Context) error {\n\treturn nil\n}\n\nfunc New[T any](a int) (*Server, error) {\n\treturn nil, nil\n}\n\nvar ErrX = errors.New("x")\n',
    [
      ['Server', 'type Server struct {\n\tPort int\n}'],
      ['Start', 'func (s *Server) Start(ctx Context) error'],
      ['New', 'func New[T any](a int) (*Server, error)'],
      ['ErrX', 'var ErrX = errors.New("x")'],
    ],
  ],
  java: [
    'classes without private members',
    'package a;\nimport b.C;\n/** Doc */\npublic class Foo<T> extends Bar {\n    private int x = 1;\n    /** d */\n    public String get(int a) throws IOException {\n        return "";\n    }\n    public Foo(int a) { }\n}\n',
    [
      [
        'Foo',
        'public class Foo<T> extends Bar {\n    public String get(int a) throws IOException;\n    public Foo(int a);\n}',
      ],
    ],
  ],
  rust: [
    'structs and what is implemented for them',
    'use std::io;\n/// Doc\npub struct Foo<T> {\n    pub a: i32,\n    b: T,\n}\nimpl<T> Foo<T> {\n    /// d\n    pub fn new(a: i32) -> Self {\n        Self { a }\n    }\n}\nmod inner {\n    pub fn deep(a: &str) -> bool {\n        true\n    }\n}\nconst X: i32 = 1;\n',
    [
      ['Foo', 'pub struct Foo<T> {\n    pub a: i32,\n    b: T,\n}'],
      ['Foo', 'impl<T> Foo<T> {\n    pub fn new(a: i32) -> Self;\n}'],
      ['deep', 'pub fn deep(a: &str) -> bool;'],
      ['X', 'const X: i32 = 1;'],
    ],
  ],
  cpp: [
    'classes up to what is private, functions with their names in declarators',
    '#include <x>\nnamespace n {\ntemplate <typename T>\nclass Foo : public Bar {\n public:\n  int get() const { return a_; }\n private:\n  int a_;\n};\nint *Foo<int>::find(int a) {\n  return 0;\n}\n}\n',
    [
      ['Foo', 'template <typename T>\nclass Foo : public Bar {\n  int get() const;\n}'],
      ['find', 'int *Foo<int>::find(int a);'],
    ],
  ],
  csharp: [
    'classes with properties',
    'using System;\nnamespace N;\npublic class Foo : Bar {\n    private int _x;\n    public int X { get; set; }\n    public string Get(int a) { return ""; }\n}\n',
    [['Foo', 'public class Foo : Bar {\n    public int X { get; set; }\n    public string Get(int a);\n}']],
  ],
  php: [
    'classes and functions',
    "<?php\nnamespace A;\nuse X\\Y;\nfinal class Foo extends Bar {\n    private $x;\n    public function get(int $a): string { return ''; }\n}\nfunction helper(array $a): void {}\n",
    [
      ['Foo', 'final class Foo extends Bar {\n    public function get(int $a): string;\n}'],
      ['helper', 'function helper(array $a): void;'],
    ],
  ],
  ruby: [
    'classes in modules',
    'require "x"\nmodule A\n  class Foo < Bar\n    def initialize(a, b: 1)\n      @a = a\n    end\n    # d\n    def get\n      1\n    end\n  end\nend\n',
    [['Foo', 'class Foo < Bar\n  def initialize(a, b: 1)\n  def get\nend']],
  ],
};

describe('definitions by language', () => {
  for (const [languageId, [title, text, expected]] of Object.entries(others)) {
    it(`${languageId}: ${title}`, async () => {
      const grammars = await loadGrammars(languageId);
      const index = new CandidateIndex((id) => grammars.get(id));
      const found = [...index.file({ path: 'file', languageId, text }).definitions.byName.values()].flat();
      grammars.dispose();
      assert.deepEqual(
        found.map((definition) => [definition.name, foldDefinition(definition, new Map(), 1_000)]),
        expected,
      );
    });
  }
});
