package dev.winnow.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface TokenRows extends Repository<ApiToken, Long> {
    @Query("select t from ApiToken t join fetch t.owner where t.secretHash = :hash")
    Optional<ApiToken> findByHash(String hash);

    @Query("select t from ApiToken t join fetch t.owner where t.id = :id")
    Optional<ApiToken> find(long id);

    // Lists are read newest first, on from the id before.

    @Query("select t from ApiToken t join fetch t.owner where t.id < :before order by t.id desc")
    List<ApiToken> all(long before, Limit limit);

    @Query(
            "select t from ApiToken t join fetch t.owner where t.owner.id = :owner and t.id < :before order by t.id desc")
    List<ApiToken> of(long owner, long before, Limit limit);

    @Query("""
            select t from ApiToken t join fetch t.owner
             where t.revokedAt is null and (t.expiresAt is null or t.expiresAt > :now) and t.id < :before
             order by t.id desc""")
    List<ApiToken> live(Instant now, long before, Limit limit);

    @Query("""
            select t from ApiToken t join fetch t.owner
             where t.owner.id = :owner and t.revokedAt is null and (t.expiresAt is null or t.expiresAt > :now)
               and t.id < :before
             order by t.id desc""")
    List<ApiToken> liveOf(long owner, Instant now, long before, Limit limit);

    @Query("""
            select t from ApiToken t join fetch t.owner
             where t.owner.id = :owner and (t.revokedAt is not null or t.expiresAt <= :now) and t.id < :before
             order by t.id desc""")
    List<ApiToken> endedOf(long owner, Instant now, long before, Limit limit);

    /** How many live tokens an owner has. */
    record OwnerCount(long owner, long live) {}

    @Query("""
            select new dev.winnow.access.TokenRows$OwnerCount(t.owner.id, count(t)) from ApiToken t
             where t.owner.id in :owners and t.revokedAt is null and (t.expiresAt is null or t.expiresAt > :now)
             group by t.owner.id""")
    List<OwnerCount> countLive(Collection<Long> owners, Instant now);

    ApiToken save(ApiToken token);

    /** Does nothing where another request noted a use after {@code unlessAfter}. */
    @Transactional
    @Modifying
    @Query("""
            update ApiToken t set t.lastUsedAt = :now
             where t.id = :id and (t.lastUsedAt is null or t.lastUsedAt <= :unlessAfter)""")
    void used(long id, Instant now, Instant unlessAfter);
}
