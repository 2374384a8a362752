#nullable enable
using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace Peregrine;

/// <summary>
/// seen: Members of every shape and visibility. The compiler writes their names; those that a user sees say so.
/// </summary>
public unsafe class DocumentedShapes<T>
{
    /// <summary>seen</summary>
    public const int Constant = 1;

    /// <summary>seen</summary>
    protected internal string? Field = "";

    /// <summary>hidden</summary>
    internal int InternalField = 1;

    /// <summary>hidden</summary>
    private protected int HalfPrivate = 1;

    /// <summary>hidden</summary>
    static DocumentedShapes()
    {
    }

    /// <summary>seen</summary>
    public DocumentedShapes(T value) => Value = value;

    /// <summary>hidden</summary>
    private DocumentedShapes(T value, int other) => Value = value;

    /// <summary>seen</summary>
    protected DocumentedShapes(ref readonly T value, params string[] more) => Value = value;

    /// <summary>seen</summary>
    public delegate TResult Converter<in TGiven, out TResult>(TGiven given, scoped in T value);

    /// <summary>seen</summary>
    public event EventHandler<List<T[]>>? Happened;

    /// <summary>hidden</summary>
    internal event EventHandler? HappenedInside;

    /// <summary>seen</summary>
    public T Value { get; private set; }

    /// <summary>hidden</summary>
    private T Hidden => Value;

    /// <summary>seen</summary>
    public string this[int index, Dictionary<string, T?[]> map] => "";

    /// <summary>hidden</summary>
    internal string this[long index] => "";

    /// <summary>seen</summary>
    public static implicit operator DocumentedShapes<T>(T value) => new(value);

    /// <summary>seen</summary>
    public static explicit operator int(DocumentedShapes<T> value) => 1;

    /// <summary>seen</summary>
    public static DocumentedShapes<T> operator +(DocumentedShapes<T> left, DocumentedShapes<T> right) => left;

    /// <summary>seen</summary>
    public void Same(int value) => HappenedInside?.Invoke(this, EventArgs.Empty);

    /// <summary>hidden</summary>
    internal void Same(long value) => Happened?.Invoke(this, []);

    /// <summary>seen</summary>
    public void Places(
        ref int one, out string two, in Guid three, int* four, int[,] five, int[][,,] six, void** seven) =>
        two = "";

    /// <summary>seen</summary>
    public TMade Generic<TMade, TOther>(
        TMade made, Func<TOther, T, TMade[]>? make, (int A, string? B) pair, int? maybe, dynamic any, nint size) =>
        made;

    /// <summary>seen</summary>
    protected virtual ReadOnlySpan<char> Nested(
        DocumentedShapes<string>.Inner<int>.Innermost inner, Inner<T> own, ImmutableArray<T>.Builder builder) =>
        [];

    /// <summary>hidden</summary>
    private protected void OnlyHere()
    {
    }

    /// <summary>seen</summary>
    public class Inner<TInner>
    {
        /// <summary>seen</summary>
        public void Takes(T outer, TInner inner, DocumentedShapes<TInner>.Inner<T> both)
        {
        }

        /// <summary>seen</summary>
        public readonly struct Innermost
        {
            /// <summary>seen</summary>
            public int Number { get; init; }
        }

        /// <summary>hidden</summary>
        internal class HiddenInside
        {
            /// <summary>hidden</summary>
            public void PublicInAHiddenType()
            {
            }
        }
    }

    /// <summary>seen</summary>
    protected enum Kinds
    {
        /// <summary>seen</summary>
        One,
    }

    /// <summary>hidden</summary>
    private protected interface IHidden
    {
        /// <summary>hidden</summary>
        void Do();
    }
}
