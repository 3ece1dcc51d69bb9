namespace Fairload.Core.Cases;

/// <summary>A fact of a case on a day.</summary>
public enum Fact { Status, Function, RoleOnCase, ClosureState }
